package io.gitlab.verdict.run;

import io.gitlab.verdict.settings.InvalidSettingException;

/** A credential was not found. The message states where it can be set. */
final class MissingCredentialsException extends InvalidSettingException {
    private static final long serialVersionUID = 1L;

    private final String title;

    /** @param title what is missing, such as {@code API key} */
    MissingCredentialsException(String title, String message) {
        super(message);
        this.title = title;
    }

    String title() {
        return title;
    }
}
