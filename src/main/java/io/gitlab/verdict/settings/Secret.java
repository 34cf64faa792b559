package io.gitlab.verdict.settings;

import java.util.regex.Pattern;

/** A credential. Its text is never printed by accident: {@link #toString()} does not tell it. */
public final class Secret {
    private static final String MASK = "***";

    private final String value;
    private final Pattern disguises;

    /** @throws IllegalArgumentException if {@code value} is blank */
    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        this.value = value.strip();
        this.disguises = SecretEncodings.of(this.value);
    }

    /** The secret itself, to be sent to the configured host alone. */
    public String reveal() {
        return value;
    }

    /** The text with the secret replaced by {@code ***}, also where it is escaped for JSON, HTML or an address, or in base64. */
    public String maskIn(String text) {
        return disguises.matcher(text).replaceAll(MASK);
    }

    @Override
    public String toString() {
        return MASK;
    }
}
