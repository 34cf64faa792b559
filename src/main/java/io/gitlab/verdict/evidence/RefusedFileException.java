package io.gitlab.verdict.evidence;

/** A file must not be sent; the message says why, as what follows its name. */
final class RefusedFileException extends Exception {
    RefusedFileException(String message) {
        super(message);
    }
}
