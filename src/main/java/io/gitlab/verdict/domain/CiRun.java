package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * The CI job that published.
 *
 * @param attempt number of the job or of its attempt, different for each retry; empty outside CI
 * @param variant identifies one of several parallel jobs, such as {@code 2/4} or {@code firefox, 17}; empty if there is one job
 * @param links addresses of the job, its pipeline, commit and merge request, as far as known
 */
public record CiRun(String attempt, String variant, List<Link> links) {
    /** Outside CI. */
    public static final CiRun NONE = new CiRun("", "", List.of());

    /**
     * A link to an object of the CI system.
     *
     * @param kind kind of the object: {@code build}, {@code job}, {@code pipeline}, {@code commit} or {@code merge request}
     * @param text short name of the object, such as {@code 4711}
     * @param url address, always HTTP or HTTPS
     */
    public record Link(String kind, String text, URI url) {
        public Link {
            requireNonNull(kind, "kind");
            requireNonNull(text, "text");
            requireNonNull(url, "url");
        }
    }

    public CiRun {
        requireNonNull(attempt, "attempt");
        requireNonNull(variant, "variant");
        links = List.copyOf(links);
    }

    /** The same run with another variant. */
    public CiRun withVariant(String other) {
        return new CiRun(attempt, other, links);
    }

    /** The same run with that link before the others. */
    public CiRun withLink(Link first) {
        return new CiRun(
                attempt,
                variant,
                Stream.concat(Stream.of(first), links.stream()).toList());
    }
}
