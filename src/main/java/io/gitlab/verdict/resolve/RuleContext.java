package io.gitlab.verdict.resolve;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The input of a rule.
 *
 * @param ids finds ids in a text
 * @param modules the test classes of a module; empty if there are none
 * @param annotations annotation types with ids, as configured
 */
record RuleContext(IdFinder ids, Function<String, Optional<TestClasses>> modules, List<String> annotations) {
    RuleContext {
        requireNonNull(ids, "ids");
        requireNonNull(modules, "modules");
        annotations = List.copyOf(annotations);
    }
}
