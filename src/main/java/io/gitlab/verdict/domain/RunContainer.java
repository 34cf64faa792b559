package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * A run container: a Rally test set, a Jama test plan.
 *
 * @param reference the tracker's internal identifier
 * @param id the ID shown to users, such as {@code TS42}
 * @param name the name
 * @param archived why the container is archived and does not count, as text; empty if it is active
 * @param url its page in the tracker
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
