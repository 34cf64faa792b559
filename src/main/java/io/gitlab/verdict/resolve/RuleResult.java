package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What one rule found for one execution.
 *
 * @param ids the test cases; none when the rule found none
 * @param told what was found or why nothing was, for the audit
 * @param warning what a person must know besides
 */
record RuleResult(List<String> ids, String told, Optional<Finding> warning) {
    RuleResult {
        ids = List.copyOf(ids);
    }

    static RuleResult found(List<String> ids, String told) {
        return new RuleResult(ids, told, Optional.empty());
    }

    static RuleResult nothing(String told) {
        return new RuleResult(List.of(), told, Optional.empty());
    }

    /** Several answers with equal claim: none is taken. */
    static RuleResult ambiguous(String told, Finding warning) {
        return new RuleResult(List.of(), told, Optional.of(warning));
    }
}
