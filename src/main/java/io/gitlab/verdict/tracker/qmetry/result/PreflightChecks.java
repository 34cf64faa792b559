package io.gitlab.verdict.tracker.qmetry.result;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.build.ManualStatuses;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import io.gitlab.verdict.tracker.qmetry.project.TestCase;
import io.gitlab.verdict.tracker.qmetry.project.TestCases;
import io.gitlab.verdict.tracker.qmetry.suite.Target;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRuns;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds results that cannot be published, and why. */
public final class PreflightChecks {
    private final QMetrySettings settings;
    private final QMetryProject project;
    private final Target target;
    private final TestCaseRuns runs;
    private final TestCases testCases;
    private final ManualStatuses manual;

    public PreflightChecks(
            QMetrySettings settings,
            QMetryProject project,
            Target target,
            TestCaseRuns runs,
            TestCases testCases,
            ManualStatuses manual) {
        this.settings = settings;
        this.project = project;
        this.target = target;
        this.runs = runs;
        this.testCases = testCases;
        this.manual = manual;
    }

    public Map<ResultKey, String> refusals(Publication publication) throws RefusedException, UnavailableException {
        lookUp(publication.results().stream()
                .map(result -> result.key().testCase())
                .distinct()
                .toList());
        Map<ResultKey, String> refusals = new HashMap<>();
        for (Result result : publication.results()) {
            refusal(result).ifPresent(reason -> refusals.put(result.key(), reason));
        }
        return refusals;
    }

    private void lookUp(Collection<String> keys) throws RefusedException, UnavailableException {
        testCases.lookUp(keys.stream()
                .filter(key -> project.contains(key) && runs.of(key).isEmpty())
                .toList());
    }

    /** Further findings. */
    public List<Finding> findings(Publication publication) {
        return Stream.of(
                        attachmentLocation(publication),
                        project.misspelled(settings.project()).map(Finding::warning))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Finding> attachmentLocation(Publication publication) {
        boolean many = target.suiteRuns().size() > 1
                && publication.results().stream()
                        .anyMatch(result -> !result.attachments().isEmpty());
        return many
                ? Optional.of(Finding.info(
                        "Attachments are uploaded to the first selected test suite run of each test case only, "
                                + target.suiteRuns().get(0) + " if the test case has a run in it."))
                : Optional.empty();
    }

    /** Why test cases cannot receive any result. */
    public List<String> problems(Collection<String> keys) throws RefusedException, UnavailableException {
        lookUp(keys);
        return keys.stream().flatMap(key -> problem(key).stream()).toList();
    }

    private Optional<String> refusal(Result result) throws RefusedException, UnavailableException {
        String key = result.key().testCase();
        Optional<Status> status = project.statuses().of(result.verdict(), settings.statuses());
        if (status.isEmpty()) {
            return Optional.of(project.noStatus(result.verdict()));
        }
        Optional<String> problem = problem(key);
        if (problem.isPresent()) {
            return problem;
        }
        return runs.of(key).isEmpty() ? Optional.empty() : setByUser(key, status.get());
    }

    private Optional<String> problem(String key) {
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

    private Optional<String> setByUser(String key, Status wanted) throws RefusedException, UnavailableException {
        List<TestCaseRun> changing = runs.of(key).stream()
                .filter(run -> run.statusId() != wanted.id())
                .toList();
        return settings.overwrite() || !manual.anyIn(changing)
                ? Optional.empty()
                : Optional.of(setByUser(runs.of(key).get(0).testCase()));
    }

    static String setByUser(String key) {
        return "a user gave test case " + key + " another verdict, apparently in this build. Set"
                + " <qmetry><overwrite>true</overwrite> to overwrite it.";
    }
}
