package io.gitlab.verdict.report.allure;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.allure.AllureFile.Item;
import io.gitlab.verdict.report.input.BoundedText;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.report.input.ThrowableType;
import io.gitlab.verdict.report.supplement.PlatformId;
import io.gitlab.verdict.report.supplement.SupplementTest;
import io.gitlab.verdict.report.supplement.SupplementTest.Name;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One attempt of a test, with the texts that are kept of its file.
 *
 * @param identity the same for all attempts of the test
 * @param className the class, or another text in its place; may be empty
 * @param method the method, or another name of the test
 * @param platformName the test as Surefire names it, if it ran on the JUnit Platform
 * @param parameters the values of its parameters as TestNG names them: {@code [1, a]}
 * @param displayName the name that a person reads
 * @param start when it started; empty if unknown
 * @param stop when it ended; empty if unknown
 * @param date when it started or ended, or was written
 * @param ending how it ended
 * @param labels texts that may hold ids
 * @param evidence its attachments
 */
record AllureTest(
        String identity,
        String className,
        String method,
        Optional<String> platformName,
        String parameters,
        String displayName,
        Optional<Instant> start,
        Optional<Instant> stop,
        Instant date,
        Ending ending,
        List<Label> labels,
        List<EvidenceFile> evidence) {
    private static final String SOURCE = "Allure";
    private static final int MOST_CHARS = 4 << 10;
    private static final long LATEST = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();
    /** Labels that describe how the test ran. Some name the machine and must not be kept. */
    private static final Set<String> TECHNICAL = Set.of(
            "host",
            "thread",
            "framework",
            "language",
            "package",
            "testClass",
            "testMethod",
            "suite",
            "parentSuite",
            "subSuite",
            "severity",
            "junit.platform.uniqueid");
    /** Links that are not to test cases: defects, and pages of any kind. */
    private static final Set<String> OTHER_LINKS = Set.of("issue", "link", "custom", "");

    /** @param modified when the file was written */
    static AllureTest of(AllureFile file, Instant modified, List<EvidenceFile> evidence, TextBudget budget) {
        Optional<Instant> start = instant(file.start());
        Optional<Instant> stop = instant(file.stop());
        Optional<PlatformId> id = PlatformId.parse(file.label("junit.platform.uniqueid"));
        Name own = name(file);
        return new AllureTest(
                identity(file),
                own.className(),
                own.test(),
                id.map(PlatformId::testName),
                "[" + parameters(file) + "]",
                budget.keepLabel(file.name()),
                start,
                stop,
                start.or(() -> stop).orElse(modified.truncatedTo(ChronoUnit.SECONDS)),
                ending(file, budget),
                labels(file, budget),
                evidence);
    }

    AllureTest withEvidence(List<EvidenceFile> files) {
        return new AllureTest(
                identity,
                className,
                method,
                platformName,
                parameters,
                displayName,
                start,
                stop,
                date,
                ending,
                labels,
                files);
    }

    /** @param row the number of the row among those of the same method, from 1 */
    SupplementTest asSupplement(String module, int row) {
        List<Name> names = names(row);
        Name first = names.get(0);
        TestExecution execution = new TestExecution(
                new ReportedTest(module, "", className, first.className(), first.test()),
                ending,
                date,
                start.flatMap(from -> stop.map(to -> Duration.between(from, to)))
                        .filter(duration -> !duration.isNegative()),
                evidence);
        return new SupplementTest(identity, names, start, labels, evidence, Optional.of(execution));
    }

    private List<Name> names(int row) {
        if (platformName.isPresent()) {
            return List.of(new Name(className, platformName.get()));
        }
        List<Name> names = new ArrayList<>();
        names.add(new Name(className, method));
        if (parameters.length() > 2) {
            names.add(new Name(className, method + parameters + "(" + row + ")"));
        }
        if (!displayName.isEmpty()) {
            names.add(new Name(className, displayName));
            names.add(new Name("", displayName));
        }
        return names.stream().distinct().toList();
    }

    private static Name name(AllureFile file) {
        String className = bounded(file.label("testClass"));
        String method = bounded(file.label("testMethod"));
        String full = bounded(file.fullName());
        int end = Math.max(full.lastIndexOf('#'), full.indexOf('.') < 0 ? -1 : full.lastIndexOf('.'));
        if (!className.isEmpty() && !method.isEmpty()) {
            return new Name(className, method);
        }
        boolean qualified = end > 0 && full.indexOf(' ') < 0;
        return qualified
                ? new Name(className.isEmpty() ? full.substring(0, end) : className, full.substring(end + 1))
                : new Name(className, file.name().isEmpty() ? full : bounded(file.name()));
    }

    private static String identity(AllureFile file) {
        String id = file.label("junit.platform.uniqueid");
        if (!id.isEmpty()) {
            return bounded(id);
        }
        // Allure's history is of one test on all hosts; attempts are on one.
        return file.historyId().isEmpty()
                ? bounded(file.uuid())
                : bounded(file.historyId() + " on " + file.label("host"));
    }

    private static String parameters(AllureFile file) {
        return bounded(file.parameters().stream().map(Item::value).collect(Collectors.joining(", ")));
    }

    static Optional<Instant> instant(long millis) {
        return millis > 0 && millis < LATEST ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }

    private static Ending ending(AllureFile file, TextBudget budget) {
        return switch (file.status()) {
            case "passed" -> Ending.of(Outcome.PASSED);
            case "skipped" -> new Ending(Outcome.SKIPPED, List.of(), budget.keepMessage(file.message()));
            case "failed" -> failed(Outcome.FAILED, Problem.Kind.FAILURE, file, budget);
            case "broken" -> failed(Outcome.ERRORED, Problem.Kind.ERROR, file, budget);
            default ->
                Ending.of(
                        Outcome.ERRORED,
                        new Problem(
                                Problem.Kind.ERROR,
                                "",
                                "Allure has no status of this test: it did not end.",
                                budget.keepDetail(file.trace())));
        };
    }

    private static Ending failed(Outcome outcome, Problem.Kind kind, AllureFile file, TextBudget budget) {
        String trace = budget.keepDetail(file.trace());
        return Ending.of(
                outcome, new Problem(kind, ThrowableType.of(trace), budget.keepMessage(file.message()), trace));
    }

    private static List<Label> labels(AllureFile file, TextBudget budget) {
        List<Label> labels = new ArrayList<>();
        for (Item link : file.links()) {
            String type = bounded(link.type());
            if (!OTHER_LINKS.contains(type)) {
                String id =
                        link.name().isEmpty() ? link.url().substring(link.url().lastIndexOf('/') + 1) : link.name();
                labels.add(Label.statement(SOURCE, type, budget.keepLabel(id)));
            }
        }
        for (Item label : file.labels()) {
            if (label.name().equals("tag")) {
                labels.add(Label.tag(SOURCE, budget.keepLabel(label.value()), 0));
            } else if (!TECHNICAL.contains(label.name())) {
                String key = label.name().equals("ALLURE_ID") ? "AS_ID" : bounded(label.name());
                labels.add(Label.statement(SOURCE, key, budget.keepLabel(label.value())));
            }
        }
        labels.add(Label.displayName(SOURCE, budget.keepLabel(file.name())));
        return labels.stream()
                .filter(label -> !label.text().isEmpty())
                .distinct()
                .toList();
    }

    private static String bounded(String text) {
        return BoundedText.of(text, MOST_CHARS);
    }
}
