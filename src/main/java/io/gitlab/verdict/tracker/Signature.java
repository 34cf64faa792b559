package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.settings.Secret;

/**
 * The user who signs changes where a project requires an electronic signature (21 CFR Part 11) in addition to the API key.
 *
 * @param user login name in the tracker
 * @param password the user's own password
 */
public record Signature(String user, Secret password) {
    public Signature {
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }
}
