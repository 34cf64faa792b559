package io.gitlab.verdict.resolve;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    Function<LocatedTest, RuleResult> prepare(Context context);

    /**
     * What a rule may search.
     *
     * @param ids finds ids in a text
     * @param modules the test classes of a module; empty if there are none
     * @param annotations annotation types with ids, as configured
     */
    record Context(IdFinder ids, Function<String, Optional<TestClasses>> modules, List<String> annotations) {
        public Context {
            requireNonNull(ids, "ids");
            requireNonNull(modules, "modules");
            annotations = List.copyOf(annotations);
        }
    }

    /** All rules, in the order in which they are tried. */
    static List<IdRule> all() {
        return ServiceLoader.load(IdRule.class, IdRule.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(IdRule::order))
                .toList();
    }
}
