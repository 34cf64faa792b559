package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.NearMiss;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The result of one rule for one execution.
 *
 * @param ids the test cases; empty if the rule found none
 * @param explanation what was found, or why nothing was found, for the audit
 * @param nearMisses finds texts that look like an id and are not taken
 * @param warning a warning for the user
 * @param kind how the rule came to its result
 */
record RuleResult(
        List<String> ids,
        String explanation,
        Supplier<List<NearMiss>> nearMisses,
        Optional<Finding> warning,
        Kind kind) {
    enum Kind {
        SEARCHED,
        CLASS_MISSING,
        EXEMPT
    }

    RuleResult {
        ids = List.copyOf(ids);
    }

    static RuleResult found(List<String> ids, String explanation) {
        return new RuleResult(ids, explanation, List::of, Optional.empty(), Kind.SEARCHED);
    }

    static RuleResult nothing(String explanation) {
        return found(List.of(), explanation);
    }

    /** Nothing could be searched, because there is no class file of the test. */
    static RuleResult classMissing(String explanation) {
        return new RuleResult(List.of(), explanation, List::of, Optional.empty(), Kind.CLASS_MISSING);
    }

    /** The test has no test case on purpose. */
    static RuleResult exempt(String explanation) {
        return new RuleResult(List.of(), explanation, List::of, Optional.empty(), Kind.EXEMPT);
    }

    /** Several equally specific results, none of which is used. */
    static RuleResult ambiguous(String explanation, Finding warning) {
        return new RuleResult(List.of(), explanation, List::of, Optional.of(warning), Kind.SEARCHED);
    }

    /** The same result with these near misses. */
    RuleResult withNearMisses(Supplier<List<NearMiss>> other) {
        return new RuleResult(ids, explanation, other, warning, kind);
    }

    /** Whether nothing was found because the class file of the test is missing. */
    boolean classMissing() {
        return kind == Kind.CLASS_MISSING;
    }

    /** Whether the test has no test case on purpose, so that no further rule is tried. */
    boolean exempt() {
        return kind == Kind.EXEMPT;
    }
}
