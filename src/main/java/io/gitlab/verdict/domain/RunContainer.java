package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * What a tracker groups runs under: a Rally test set, a Jama test plan.
 *
 * @param reference the tracker's own name of it
 * @param id as people see it, such as {@code TS42}
 * @param name its name
 * @param archived why it is over and does not count, in words; empty when it is active
 * @param url where a person finds it
 */
public record RunContainer(String reference, String id, String name, String archived, Optional<URI> url) {
    public RunContainer {
        requireNonNull(reference, "reference");
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(archived, "archived");
        requireNonNull(url, "url");
    }

    public boolean active() {
        return archived.isEmpty();
    }
}
