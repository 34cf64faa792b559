package io.gitlab.verdict.mojo;

import io.gitlab.verdict.settings.InvalidSettingException;

/** No API key was given; the message says the ways to give one. */
final class MissingCredentialsException extends InvalidSettingException {
    private static final long serialVersionUID = 1L;

    MissingCredentialsException(String message) {
        super(message);
    }
}
