package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

/**
 * One step of the search for test cases: a rule that was tried, and what it found.
 *
 * @param rule the rule
 * @param finding what it found or why it found nothing, in words, such as {@code row "shop.**" names TC12}
 */
public record RuleTrial(Rule rule, String finding) {
    public RuleTrial {
        requireNonNull(rule, "rule");
        requireNonNull(finding, "finding");
    }
}
