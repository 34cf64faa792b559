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
import io.gitlab.verdict.tracker.qmetry.suite.Target;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseProblems;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRuns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds results that cannot be published, and why. */
final class PreflightChecks {
    private final QMetrySettings settings;
    private final QMetryProject project;
    private final Target target;
    private final TestCaseRuns runs;
    private final TestCaseProblems problems;
    private final ManualStatuses manual;

    PreflightChecks(
            QMetrySettings settings,
            QMetryProject project,
            Target target,
            TestCaseRuns runs,
            TestCaseProblems problems,
            ManualStatuses manual) {
        this.settings = settings;
        this.project = project;
        this.target = target;
        this.runs = runs;
        this.problems = problems;
        this.manual = manual;
    }

    Map<ResultKey, String> refusals(Publication publication) throws RefusedException, UnavailableException {
        problems.lookUp(publication.results().stream()
                .map(result -> result.key().testCase())
                .distinct()
                .toList());
        Map<ResultKey, String> refusals = new HashMap<>();
        for (Result result : publication.results()) {
            refusal(result).ifPresent(reason -> refusals.put(result.key(), reason));
        }
        return refusals;
    }

    /** Further findings. */
    List<Finding> findings(Publication publication) {
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

    private Optional<String> refusal(Result result) throws RefusedException, UnavailableException {
        String key = result.key().testCase();
        Optional<Status> status = project.statuses().of(result.verdict(), settings.statuses());
        if (status.isEmpty()) {
            return Optional.of(project.noStatus(result.verdict()));
        }
        Optional<String> problem = problems.problem(key);
        if (problem.isPresent()) {
            return problem;
        }
        return runs.of(key).isEmpty() ? Optional.empty() : setByUser(key, status.get());
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
