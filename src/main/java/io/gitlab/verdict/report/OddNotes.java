package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.report.input.BoundedText;
import io.gitlab.verdict.text.Counted;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What one report says about its tests besides the elements that decide outcomes: {@code status="failed"}, {@code <failed/>}.
 * It does not change an outcome, but a test that is published as passed in spite of it is a finding.
 */
final class OddNotes {
    private static final int MAX_CHARS = 40;

    /** What tools call a test that failed, in lower case. */
    private static final Set<String> FAILED = Set.of(
            "fail",
            "failed",
            "failure",
            "error",
            "errored",
            "broken",
            "crashed",
            "aborted",
            "timeout",
            "timedout",
            "timed_out");

    /** What tools call a test that did not run. */
    private static final Set<String> NOT_RUN = Set.of("ignored", "disabled", "pending", "notrun", "untested", "skip");

    private final Path report;
    private int tests;
    private Optional<String> first = Optional.empty();
    private String note = "";

    OddNotes(Path report) {
        this.report = report;
    }

    /** The value of an attribute of the current test case that states its outcome. */
    void attribute(String name, String value) {
        if (note.isEmpty() && FAILED.contains(folded(value))) {
            note = name + "=\"" + BoundedText.of(value, MAX_CHARS) + "\"";
        }
    }

    /** A child of the current test case whose name is of no outcome. */
    void child(String name) {
        if (note.isEmpty() && (FAILED.contains(folded(name)) || NOT_RUN.contains(folded(name)))) {
            note = "<" + BoundedText.of(name, MAX_CHARS) + ">";
        }
    }

    /** Ends the current test case, which has that outcome by its elements. */
    void end(ReportedTest test, Outcome outcome) {
        if (!note.isEmpty() && outcome == Outcome.PASSED) {
            tests++;
            first = first.or(() -> Optional.of(test.displayName() + " with " + note));
        }
        note = "";
    }

    /** A warning if a test is published as passed although the report says something else about it. */
    List<Finding> findings() {
        return first
                .map(test -> Finding.warning("Report " + report + " has " + Counted.of(tests, "test")
                        + " that it calls otherwise, but that passed, because there is no <failure>, <error> or <skipped>:"
                        + " the first is " + test + ". Let the test tool write such elements, or correct the report."))
                .stream()
                .toList();
    }

    private static String folded(String text) {
        return text.length() > MAX_CHARS ? "" : text.strip().toLowerCase(Locale.ROOT);
    }
}
