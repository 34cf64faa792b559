package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

/**
 * A credential that a tracker needs. The environment variable is derived from the name: {@code VERDICT_API_KEY} for
 * {@code apiKey}.
 *
 * @param name name of the credential, such as {@code apiKey}
 * @param title what it is called in messages, such as {@code API key}
 * @param part the part of an account, such as a {@code <server>} in {@code settings.xml}, that holds it
 */
public record Credential(String name, String title, Part part) {
    public static final Credential API_KEY = new Credential("apiKey", "API key", Part.PASSWORD);

    /** The parts of an account. */
    public enum Part {
        USERNAME,
        PASSWORD
    }

    public Credential {
        requireNonNull(name, "name");
        requireNonNull(title, "title");
        requireNonNull(part, "part");
    }
}
