package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.ids.IdFinder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds test cases by what a test states about one execution: testcase properties, report entries, Allure's links and
 * labels. All statements of a known key add up; other keys are ignored.
 */
public final class StatementRule implements IdRule {
    private static final RuleResult NO_STATEMENTS = RuleResult.nothing("the test states no test case");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");

    @Override
    public Rule rule() {
        return Rule.STATEMENT;
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Function<LocatedTest, RuleResult> prepare(Context context) {
        return test -> apply(test.execution(), context);
    }

    private static RuleResult apply(TestExecution execution, Context context) {
        if (execution.labels().isEmpty()) {
            return NO_STATEMENTS;
        }
        Set<String> ids = new LinkedHashSet<>();
        List<String> explanations = new ArrayList<>();
        for (Label label : statements(execution, context.sources())) {
            List<String> stated = ids(label, execution, context);
            ids.addAll(stated);
            explanations.add(described(label)
                    + (stated.isEmpty()
                            ? " is \"" + label.text() + "\", which is no id matching " + context.ids()
                            : " has " + String.join(", ", stated)));
        }
        return explanations.isEmpty()
                ? NO_STATEMENTS
                : RuleResult.found(List.copyOf(ids), String.join("; ", explanations));
    }

    private static List<Label> statements(TestExecution execution, IdSources sources) {
        return execution.labels().stream()
                .filter(label -> label.kind() == Label.Kind.STATEMENT && sources.isTestCase(label.key()))
                .toList();
    }

    /** The ids of a statement; each part that is no id is reported, because the key says that it should be one. */
    private static List<String> ids(Label label, TestExecution execution, Context context) {
        List<String> ids = new ArrayList<>();
        for (String part : parts(label.text())) {
            context.ids()
                    .whole(part)
                    .ifPresentOrElse(
                            ids::add,
                            () -> context.counted()
                                    .add(
                                            noId(context.ids()),
                                            described(label) + " of " + execution.displayName() + " is \"" + part
                                                    + "\""));
        }
        return ids;
    }

    private static CountedFindings.Kind noId(IdFinder ids) {
        return new CountedFindings.Kind(
                Finding.Severity.WARNING,
                "state something that is not a test case id (" + ids + ")",
                "Correct the value, or set <idPattern> or <testCaseProperties>.");
    }

    /** Separated by commas or spaces, each perhaps as {@code @TC12} or {@code [TC12]}. */
    private static List<String> parts(String text) {
        return Stream.of(SEPARATORS.split(text))
                .map(StatementRule::bare)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String bare(String part) {
        String opened = part.startsWith("[") ? part.substring(1) : part;
        String closed = opened.endsWith("]") ? opened.substring(0, opened.length() - 1) : opened;
        return closed.startsWith("@") ? closed.substring(1) : closed;
    }

    private static String described(Label label) {
        return label.source() + " " + label.key();
    }
}
