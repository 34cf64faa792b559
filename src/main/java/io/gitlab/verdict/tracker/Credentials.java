package io.gitlab.verdict.tracker;

import io.gitlab.verdict.settings.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials that a tracker is opened with.
 *
 * @param values by {@link Credential#name()}
 */
public record Credentials(Map<String, Secret> values) {
    public Credentials {
        values = Map.copyOf(values);
    }

    /** Those of a tracker that needs an API key only. */
    public static Credentials apiKey(Secret value) {
        return new Credentials(Map.of(Credential.API_KEY.name(), value));
    }

    /** @throws IllegalArgumentException if it was not found; a factory states in {@code credentials()} what it needs */
    public Secret get(Credential credential) {
        return find(credential)
                .orElseThrow(() -> new IllegalArgumentException("no credential " + credential.name() + " was found"));
    }

    /** The value, if it is one of the credentials that were found. */
    public Optional<Secret> find(Credential credential) {
        return Optional.ofNullable(values.get(credential.name()));
    }
}
