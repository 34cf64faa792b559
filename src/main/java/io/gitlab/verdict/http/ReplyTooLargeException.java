package io.gitlab.verdict.http;

import java.io.IOException;

/** The server answered, with more than is read into memory. Asking again would have the same reply. */
public final class ReplyTooLargeException extends IOException {
    ReplyTooLargeException(String message) {
        super(message);
    }
}
