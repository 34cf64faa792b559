package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.NearMiss;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The rules in the order in which they are tried. The first that finds test cases wins. Rules after it are tried as well, to
 * report other test cases that they find, except after the mapping file, which overrides them on purpose.
 */
final class RuleChain {
    private static final CountedFindings.Kind DIFFERENT = new CountedFindings.Kind(
            Finding.Severity.WARNING,
            "have test cases that are not used, because an earlier rule found others",
            "Correct one of them, or set the order of the rules with <idSources>.");

    private static final CountedFindings.Kind NEAR_MISS = new CountedFindings.Kind(
            Finding.Severity.WARNING,
            "have a name with something like a test case id that is not taken",
            "Write the id as the tracker does, as a word of its own, or add the test to the mapping file.");

    private final List<NamedRule> rules = new ArrayList<>();
    private final UnaryOperator<String> spelling;
    private final CountedFindings counted;
    private final CountedFindings.Kind classMissing;

    private record NamedRule(Rule name, Function<LocatedTest, RuleResult> search) {}

    /** @param counted takes faults that many tests share */
    RuleChain(ResolveSettings settings, CountedFindings counted) {
        this.spelling = settings.spelling();
        this.counted = counted;
        this.classMissing = new CountedFindings.Kind(
                settings.missingClasses(),
                "are of classes that have no readable class file here, so annotations are ignored, and test cases that are"
                        + " found in another way are unchecked",
                "Keep **/target/test-classes as artifacts of the job that ran the tests, or set <testClasses>.");
    }

    /** Appends a rule. */
    void add(Rule name, Function<LocatedTest, RuleResult> rule) {
        rules.add(new NamedRule(name, rule));
    }

    /** @param findings takes the warnings of the rules up to the one that wins */
    Resolution resolve(LocatedTest test, Consumer<Finding> findings) {
        List<RuleTrial> trials = new ArrayList<>();
        boolean unchecked = false;
        for (int i = 0; i < rules.size(); i++) {
            NamedRule rule = rules.get(i);
            RuleResult result = rule.search().apply(test);
            List<NearMiss> nearMisses = result.nearMisses().get();
            if (!nearMisses.isEmpty()) {
                count(nearMisses, test);
            }
            trials.add(new RuleTrial(rule.name(), result.explanation(), nearMisses));
            result.warning().ifPresent(findings);
            if (result.classMissing()) {
                unchecked = true;
                counted.add(
                        classMissing,
                        TestClasses.withoutInvocation(test.execution().className()));
            }
            if (result.exempt()) {
                return new Resolution(test.execution(), List.of(), Rule.EXEMPT, trials);
            }
            if (!result.ids().isEmpty()) {
                List<String> ids = spelled(result.ids());
                if (!rule.name().equals(Rule.MAPPING)) {
                    for (NamedRule later : rules.subList(i + 1, rules.size())) {
                        compare(test, rule.name(), ids, later, trials);
                    }
                }
                return new Resolution(test.execution(), ids, rule.name(), trials, unchecked);
            }
        }
        Rule none = test.ofClass() ? Rule.NO_TEST : Rule.NONE;
        return new Resolution(test.execution(), List.of(), none, trials, unchecked);
    }

    /** Names may have ids of several projects, so that those of others are no mistake. */
    private void count(List<NearMiss> nearMisses, LocatedTest test) {
        String own = nearMisses.stream()
                .filter(miss -> miss.id().isPresent())
                .map(NearMiss::phrase)
                .collect(Collectors.joining(", "));
        if (!own.isEmpty()) {
            counted.add(NEAR_MISS, "in " + test.displayName() + " " + own);
        }
    }

    private void compare(LocatedTest test, Rule winner, List<String> ids, NamedRule later, List<RuleTrial> trials) {
        RuleResult result = later.search().apply(test);
        if (result.ids().isEmpty()) {
            return;
        }
        List<String> others = spelled(result.ids());
        if (!ids.containsAll(others)) {
            trials.add(new RuleTrial(
                    later.name(), result.explanation() + ", which is not used: " + winner.text() + " comes first"));
            counted.add(
                    DIFFERENT,
                    test.displayName() + " has " + String.join(", ", ids) + " by " + winner.text() + " and "
                            + String.join(", ", others) + " by "
                            + later.name().text());
        }
    }

    private List<String> spelled(List<String> ids) {
        return ids.size() == 1
                ? List.of(spelling.apply(ids.get(0)))
                : ids.stream().map(spelling).distinct().toList();
    }
}
