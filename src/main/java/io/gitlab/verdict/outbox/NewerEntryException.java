package io.gitlab.verdict.outbox;

import java.io.IOException;

/** The content is whole, and of a format that this version does not know. */
final class NewerEntryException extends IOException {
    NewerEntryException(int format) {
        super("it has format " + format + ", and this version of the plugin knows formats up to " + EntryFile.FORMAT);
    }
}
