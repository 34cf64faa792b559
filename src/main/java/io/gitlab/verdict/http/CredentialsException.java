package io.gitlab.verdict.http;

import java.io.IOException;

/** The credentials of a request could not be obtained, so that the request was not sent. */
final class CredentialsException extends IOException {
    private static final long serialVersionUID = 1L;

    CredentialsException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
