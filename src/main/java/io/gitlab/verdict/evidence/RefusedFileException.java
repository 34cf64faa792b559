package io.gitlab.verdict.evidence;

/** A file must not be attached; the message is the predicate of a sentence about the file. */
final class RefusedFileException extends Exception {
    RefusedFileException(String message) {
        super(message);
    }
}
