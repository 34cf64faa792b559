package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * A rule that finds the test case ids of a test. Found as a service: a new rule is one public class here, and one line in
 * {@code META-INF/services}.
 */
interface IdRule {

    /** Its name in files and messages. */
    Rule rule();

    /** Rules with a lower number are tried first; all of them come after the mapping file. */
    int order();

    /** The rule for one run. */
    Function<LocatedTest, RuleResult> prepare(RuleContext context);

    /** All rules, in the order in which they are tried. */
    static List<IdRule> all() {
        return ServiceLoader.load(IdRule.class, IdRule.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(IdRule::order))
                .toList();
    }
}
