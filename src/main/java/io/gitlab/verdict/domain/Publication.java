package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * All results of one build: the unit that is planned, written, verified and stored.
 *
 * @param build the text that identifies the build in the tracker
 * @param results the results, with unique keys
 */
public record Publication(String build, List<Result> results) {
    public Publication {
        requireNonNull(build, "build");
        results = List.copyOf(results);
    }
}
