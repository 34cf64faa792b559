package io.gitlab.verdict.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The API keys of a sandbox, compared in constant time.
 *
 * @param full the key with full access
 * @param readOnly a key that may only read
 */
public record ApiKeys(String full, Optional<String> readOnly) {
    /** Whether the key has full access. */
    public boolean isFull(String key) {
        return same(key, full);
    }

    /** Whether the key may only read. */
    public boolean isReadOnly(String key) {
        return readOnly.filter(only -> same(key, only)).isPresent();
    }

    /** Whether two secrets are equal. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "ApiKeys[]";
    }
}
