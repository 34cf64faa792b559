package io.gitlab.verdict.outbox;

import java.io.IOException;

/** The content is not what was stored; the message says why, as the end of "it is damaged: ". */
final class DamagedEntryException extends IOException {
    DamagedEntryException(String message) {
        super(message);
    }
}
