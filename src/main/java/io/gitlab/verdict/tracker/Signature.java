package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.settings.Secret;

/**
 * Who signs a change where a project demands an electronic signature (21 CFR Part 11), besides the API key.
 *
 * @param user name of a user of the tracker
 * @param password the user's own password
 */
public record Signature(String user, Secret password) {
    public Signature {
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }
}
