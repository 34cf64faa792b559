package io.gitlab.verdict.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A credential. Its text is never printed by accident: {@link #toString()} does not tell it. */
public final class Secret {
    private static final String MASK = "***";

    private final String value;

    /** @throws IllegalArgumentException if {@code value} is blank */
    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        this.value = value.strip();
    }

    /** The secret itself, to be sent to the configured host alone. */
    public String reveal() {
        return value;
    }

    /** The text with the secret, and its URL-encoded and base64 forms, replaced by {@code ***}. */
    public String maskIn(String text) {
        String masked = text;
        for (String form : forms()) {
            masked = masked.replace(form, MASK);
        }
        return masked;
    }

    private List<String> forms() {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return List.of(
                value,
                URLEncoder.encode(value, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }

    @Override
    public String toString() {
        return MASK;
    }
}
