package io.gitlab.verdict.resolve;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.resolve.ids.IdFinder;
import io.gitlab.verdict.resolve.ids.NearMisses;
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

    /** Unless the settings name another order, rules with a lower number are tried first; the mapping file precedes them. */
    int order();

    /** The rule for one run. */
    Function<LocatedTest, RuleResult> prepare(Context context);

    /**
     * What a rule may search.
     *
     * @param ids finds ids in a text
     * @param nearMisses finds texts that look like ids
     * @param modules the test classes of a module; empty if there are none
     * @param sources where ids are searched
     * @param counted takes faults that many tests share
     */
    record Context(
            IdFinder ids,
            NearMisses nearMisses,
            Function<String, Optional<TestClasses>> modules,
            IdSources sources,
            CountedFindings counted) {
        public Context {
            requireNonNull(ids, "ids");
            requireNonNull(nearMisses, "nearMisses");
            requireNonNull(modules, "modules");
            requireNonNull(sources, "sources");
            requireNonNull(counted, "counted");
        }
    }

    /**
     * The rules that are tried, in that order.
     *
     * @param order their names; empty: all
     */
    static List<IdRule> in(List<String> order) {
        List<IdRule> all = all();
        return order.isEmpty()
                ? all
                : order.stream()
                        .flatMap(name ->
                                all.stream().filter(rule -> rule.rule().text().equals(name)))
                        .toList();
    }

    /** All rules, in their own order. */
    static List<IdRule> all() {
        return ServiceLoader.load(IdRule.class, IdRule.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(IdRule::order))
                .toList();
    }
}
