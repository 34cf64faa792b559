package io.gitlab.verdict.settings;

/**
 * A setting that cannot work, found before anything was sent. Its message names the setting as the user writes it, the
 * value, and what would be right.
 */
public class InvalidSettingException extends RuntimeException {

    public InvalidSettingException(String message) {
        super(message);
    }

    public InvalidSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
