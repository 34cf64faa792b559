package io.gitlab.verdict.tracker.qmetry.suite;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.TestCase;
import io.gitlab.verdict.tracker.qmetry.project.TestCases;
import java.util.Collection;
import java.util.Optional;

/** Finds test cases that cannot receive any result, and why. */
public final class TestCaseProblems {
    private final QMetrySettings settings;
    private final QMetryProject project;
    private final Target target;
    private final TestCaseRuns runs;
    private final TestCases testCases;

    public TestCaseProblems(
            QMetrySettings settings, QMetryProject project, Target target, TestCaseRuns runs, TestCases testCases) {
        this.settings = settings;
        this.project = project;
        this.target = target;
        this.runs = runs;
        this.testCases = testCases;
    }

    /** Looks up the test cases that have no run; must precede {@link #problem}. */
    public void lookUp(Collection<String> keys) throws RefusedException, UnavailableException {
        testCases.lookUp(keys.stream()
                .filter(key -> project.contains(key) && runs.of(key).isEmpty())
                .toList());
    }

    /** Why the test case cannot receive a result; empty if it can. */
    public Optional<String> problem(String key) {
        if (runs.withoutId(key)) {
            return Optional.of("QMetry returned a run of test case " + key
                    + " without its id (tcRunID), so it cannot be" + " written to. Ask QMetry's administrator.");
        }
        if (runs.of(key).isEmpty()) {
            return withoutRun(key);
        }
        String spelled = runs.of(key).get(0).testCase();
        if (runs.ambiguous(key)) {
            return Optional.of("test case " + spelled + " has several runs in one test suite run: " + runs.describe(key)
                    + ". Remove all but one.");
        }
        return runs.of(key).stream().anyMatch(TestCaseRun::archived)
                ? Optional.of(archived(spelled))
                : Optional.empty();
    }

    private static String archived(String key) {
        return "test case " + key + " is archived. Restore it, or correct the mapping.";
    }

    private Optional<String> withoutRun(String key) {
        if (!project.contains(key)) {
            return Optional.of("test case " + key + " does not belong to project " + project.key()
                    + ". Correct the mapping, or set <qmetry><project>" + key.replaceFirst("-.*", "")
                    + "</project>.");
        }
        return testCases
                .find(key)
                .map(this::notLinked)
                .orElseGet(() -> Optional.of("test case " + key + " is unknown in project \"" + project.name()
                        + "\". Correct the mapping."));
    }

    private Optional<String> notLinked(TestCase found) {
        if (found.archived()) {
            return Optional.of(archived(found.key()));
        }
        if (found.versionId() == 0) {
            return Optional.of(
                    "QMetry returned test case " + found.key() + " without the id of its version (tcVersionID),"
                            + " so it cannot be linked. Link it to test suite " + target.suiteKey() + " manually.");
        }
        return settings.linkMissing()
                ? Optional.empty()
                : Optional.of("test case " + found.key() + " is not linked to test suite " + target.suiteKey()
                        + ". Link it, or set <qmetry><linkMissing>true</linkMissing>.");
    }
}
