package io.gitlab.verdict.resolve;

import io.gitlab.verdict.settings.InvalidSettingException;

/** The mapping file cannot be used; the message has file, line, row and remedy. */
public final class InvalidMappingException extends InvalidSettingException {
    InvalidMappingException(String message, Throwable cause) {
        super(message, cause);
    }
}
