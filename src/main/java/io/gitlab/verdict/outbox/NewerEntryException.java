package io.gitlab.verdict.outbox;

import java.io.IOException;

/** The content is intact, but its format is newer than this version of the plugin. */
final class NewerEntryException extends IOException {
    NewerEntryException(int format) {
        super("it has format " + format + ", but this version of the plugin reads formats up to " + EntryFile.FORMAT);
    }
}
