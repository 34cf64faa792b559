package io.gitlab.verdict.settings;

/**
 * An invalid setting, found before anything was sent. The message names the setting as the user writes it, its value, and
 * what is valid.
 */
public class InvalidSettingException extends RuntimeException {

    public InvalidSettingException(String message) {
        super(message);
    }

    public InvalidSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
