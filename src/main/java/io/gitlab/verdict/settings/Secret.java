package io.gitlab.verdict.settings;

import java.util.regex.Pattern;

/** A credential. {@link #toString()} masks it, so that it cannot be printed by accident. */
public final class Secret {
    private static final String MASK = "***";

    private final String value;
    private final Pattern encodings;

    /** @throws IllegalArgumentException if {@code value} is blank */
    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        this.value = value.strip();
        this.encodings = SecretEncodings.of(this.value);
    }

    /** The secret itself, to be sent to the configured host only. */
    public String reveal() {
        return value;
    }

    /**
     * The text with the secret replaced by {@code ***}, in any encoding: escaped for JSON, HTML or a URL, or in base64.
     */
    public String maskIn(String text) {
        return encodings.matcher(text).replaceAll(MASK);
    }

    @Override
    public String toString() {
        return MASK;
    }
}
