package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.ids.IdFinder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds test cases by the tags that a report has of an execution, such as those of Cucumber: {@code TC12}, {@code @TC12},
 * {@code tms:TC12}, {@code TestCaseKey=TC12}. The nearest element with such a tag wins; its tags add up.
 */
public final class TagRule implements IdRule {
    private static final RuleResult NO_TAGS = RuleResult.nothing("no report has tags of the test");

    @Override
    public Rule rule() {
        return Rule.TAG;
    }

    @Override
    public int order() {
        return 400;
    }

    @Override
    public Function<LocatedTest, RuleResult> prepare(Context context) {
        return test -> apply(test.execution(), context.ids());
    }

    private static RuleResult apply(TestExecution execution, IdFinder ids) {
        if (execution.labels().isEmpty()) {
            return NO_TAGS;
        }
        Map<Integer, List<Label>> tags = execution.labels().stream()
                .filter(label -> label.kind() == Label.Kind.TAG)
                .collect(Collectors.groupingBy(Label::distance, TreeMap::new, Collectors.toList()));
        if (tags.isEmpty()) {
            return NO_TAGS;
        }
        return tags.values().stream()
                .map(level -> result(level, ids))
                .filter(result -> !result.ids().isEmpty())
                .findFirst()
                .orElseGet(() -> RuleResult.nothing("none of the test's tags has an id matching " + ids));
    }

    private static RuleResult result(List<Label> level, IdFinder ids) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> tags = new LinkedHashSet<>();
        for (Label tag : level) {
            List<String> inTag = ids.in(tag.text());
            if (found.addAll(inTag)) {
                tags.add(tag.source() + " tag \"" + tag.text() + "\"");
            }
        }
        return RuleResult.found(List.copyOf(found), String.join(" and ", tags) + " has " + String.join(", ", found));
    }
}
