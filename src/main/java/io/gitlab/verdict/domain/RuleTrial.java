package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One step of the search for test cases: a rule that was applied, and its finding.
 *
 * @param rule the rule
 * @param finding what the rule found, or why it found nothing, such as {@code row "shop.**" has TC12}
 * @param nearMisses texts that look like an id and were not taken for one
 */
public record RuleTrial(Rule rule, String finding, List<NearMiss> nearMisses) {
    public RuleTrial {
        requireNonNull(rule, "rule");
        requireNonNull(finding, "finding");
        nearMisses = List.copyOf(nearMisses);
    }

    /** A step without near misses. */
    public RuleTrial(Rule rule, String finding) {
        this(rule, finding, List.of());
    }
}
