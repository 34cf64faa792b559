package io.gitlab.verdict.outbox;

import java.io.IOException;

/** The content is not what was stored. The message completes the sentence "it is damaged: ". */
final class DamagedEntryException extends IOException {
    DamagedEntryException(String message) {
        super(message);
    }
}
