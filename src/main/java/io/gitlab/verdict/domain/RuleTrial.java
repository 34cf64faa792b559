package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

/**
 * One step of the search for test cases: a rule that was applied, and its finding.
 *
 * @param rule the rule
 * @param finding what the rule found, or why it found nothing, such as {@code row "shop.**" has TC12}
 */
public record RuleTrial(Rule rule, String finding) {
    public RuleTrial {
        requireNonNull(rule, "rule");
        requireNonNull(finding, "finding");
    }
}
