package io.gitlab.verdict.report.cucumber;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.supplement.SupplementFormat;
import io.gitlab.verdict.report.supplement.SupplementReading;
import io.gitlab.verdict.report.supplement.SupplementTest;
import io.gitlab.verdict.text.FirstFew;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cucumber's messages and JSON: tags of scenarios and rows, attachments, and the scenarios' own verdicts, which count if no JUnit
 * XML report has them. Messages count before JSON, because they tell which element has a tag.
 */
public final class CucumberReports implements SupplementFormat {
    private static final int HEAD_BYTES = 4 << 10;
    private static final Pattern JSON = Pattern.compile("\\s*\\[\\s*(\\]\\s*|\\{\\s*\"[\\s\\S]*)");

    /** A feature of Cucumber's JSON has these near its beginning. */
    private static final Pattern FEATURE = Pattern.compile("\"(?:elements|uri|keyword)\"\\s*:");

    @Override
    public String title() {
        return Scenario.SOURCE;
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public List<String> filesInBuildDirectory() {
        return List.of("**/*.ndjson", "**/cucumber*.json", "**/cucumber-reports/**/*.json", "**/karate-reports/*.json");
    }

    @Override
    public String whenAmbiguous() {
        return "Set cucumber.junit-platform.naming-strategy=surefire, or =long, as a configuration parameter.";
    }

    @Override
    public String whenIncomplete() {
        return "Suite classes, forks and re-runs overwrite each other's file: give each its own.";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        String head = head(file);
        return ofMessages(head) || ofJson(head);
    }

    @Override
    public void read(List<Path> files, SupplementReading reading) {
        Map<String, List<SupplementTest>> tests = new LinkedHashMap<>();
        List<Path> jsons = new ArrayList<>();
        for (Path file : files) {
            try {
                String head = head(file);
                if (ofMessages(head)) {
                    add(new MessagesParser(file, reading).parse(), tests);
                } else if (ofJson(head)) {
                    jsons.add(file);
                } else if (isCutOff(head)) {
                    reading.add(Finding.error("Report " + file + " is empty or cut off: its scenarios are missing."
                            + " Run the tests again."));
                }
            } catch (IOException e) {
                reading.add(Finding.error("Report " + file + " cannot be read: " + e + ". Make it readable."));
            }
        }
        Map<String, List<SupplementTest>> more = new LinkedHashMap<>();
        jsons.forEach(file -> add(new JsonReportParser(file, reading).parse(), more));
        more.forEach(tests::putIfAbsent);
        List<String> several = new ArrayList<>();
        tests.forEach((identity, found) -> {
            if (found.size() > 1) {
                several.add(identity);
            }
            mostUrgent(found).forEach(reading::add);
        });
        if (!several.isEmpty()) {
            reading.add(Finding.info(
                    several.size() + " scenarios of Cucumber are in several reports: " + FirstFew.of(several, 5)
                            + ". Where no JUnit XML report has them, the most urgent outcome counts."));
        }
    }

    private static void add(List<SupplementTest> read, Map<String, List<SupplementTest>> tests) {
        read.forEach(test -> tests.computeIfAbsent(test.identity(), absent -> new ArrayList<>(1))
                .add(test));
    }

    /** Several files may be re-runs, or runs with several browsers: only a single file shows that an attempt was a retry. */
    private static List<SupplementTest> mostUrgent(List<SupplementTest> found) {
        Optional<Ending> worst = found.stream()
                .flatMap(test -> test.execution().stream())
                .map(TestExecution::ending)
                .reduce((one, other) -> urgency(other.outcome()) > urgency(one.outcome()) ? other : one);
        return found.stream()
                .map(test -> new SupplementTest(
                        test.identity(),
                        test.names(),
                        test.start(),
                        test.labels(),
                        test.evidence(),
                        test.execution().map(execution -> execution.withEnding(worst.orElse(execution.ending())))))
                .toList();
    }

    private static int urgency(Outcome outcome) {
        return switch (outcome) {
            case ERRORED -> 5;
            case FAILED -> 4;
            case ABSENT -> 3;
            case FLAKY -> 2;
            case PASSED -> 1;
            case SKIPPED -> 0;
        };
    }

    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
            return head.startsWith("\uFEFF") ? head.substring(1) : head;
        }
    }

    /** A run begins with the message {@code meta}. */
    private static boolean ofMessages(String head) {
        Matcher kind = MessagesParser.KIND.matcher(head);
        return kind.lookingAt()
                && List.of("meta", "testRunStarted", "source", "gherkinDocument", "pickle")
                        .contains(kind.group(1));
    }

    /** Cucumber creates its files when a run begins; an array without features is of a run without scenarios. */
    private static boolean isCutOff(String head) {
        String begun = head.strip();
        return begun.isEmpty() || begun.equals("[") || begun.equals("{");
    }

    private static boolean ofJson(String head) {
        return JSON.matcher(head).matches() && FEATURE.matcher(head).find();
    }
}
