package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which results cannot be published, and why. */
final class QMetryPreflight {
    private final QMetrySettings settings;
    private final ProjectInfo project;
    private final Route route;
    private final Runs runs;
    private final TestCases testCases;
    private final ManualVerdicts manual;

    QMetryPreflight(
            QMetrySettings settings,
            ProjectInfo project,
            Route route,
            Runs runs,
            TestCases testCases,
            ManualVerdicts manual) {
        this.settings = settings;
        this.project = project;
        this.route = route;
        this.runs = runs;
        this.testCases = testCases;
        this.manual = manual;
    }

    Map<ResultKey, String> refusals(Publication publication) throws RefusedException, UnavailableException {
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
                .filter(key -> project.holds(key) && runs.of(key).isEmpty())
                .toList());
    }

    /** What a person should know besides. */
    List<Finding> findings(Publication publication) {
        return Stream.of(
                        placeOfFiles(publication),
                        project.misspelled(settings.project()).map(Finding::warning))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Finding> placeOfFiles(Publication publication) {
        boolean many = route.suiteRuns().size() > 1
                && publication.results().stream()
                        .anyMatch(result -> !result.attachments().isEmpty());
        return many
                ? Optional.of(Finding.info("Attachments go to the first of a test case's executions alone, which is "
                        + route.suiteRuns().get(0) + " for those that are in it."))
                : Optional.empty();
    }

    /** Why test cases can take no result, whatever it is. */
    List<String> troubles(Collection<String> keys) throws RefusedException, UnavailableException {
        lookUp(keys);
        return keys.stream().flatMap(key -> trouble(key).stream()).toList();
    }

    private Optional<String> refusal(Result result) throws RefusedException, UnavailableException {
        String key = result.key().testCase();
        Optional<Status> status = project.statuses().of(result.verdict(), settings.statuses());
        if (status.isEmpty()) {
            return Optional.of(project.noStatus(result.verdict()));
        }
        Optional<String> trouble = trouble(key);
        if (trouble.isPresent()) {
            return trouble;
        }
        return runs.of(key).isEmpty() ? Optional.empty() : byAPerson(key, status.get());
    }

    private Optional<String> trouble(String key) {
        if (runs.withoutId(key)) {
            return Optional.of(
                    "QMetry tells of a run of test case " + key + " without its id (tcRunID), so that nothing"
                            + " can be written to it. Ask QMetry's administrator.");
        }
        if (runs.of(key).isEmpty()) {
            return notThere(key);
        }
        String spelled = runs.of(key).get(0).testCase();
        if (runs.ambiguous(key)) {
            return Optional.of("test case " + spelled + " stands several times in the suite's execution: "
                    + runs.describe(key) + ". Remove all but one.");
        }
        return runs.of(key).stream().anyMatch(Run::archived) ? Optional.of(archived(spelled)) : Optional.empty();
    }

    private static String archived(String key) {
        return "test case " + key + " is archived. Restore it, or correct the mapping.";
    }

    private Optional<String> notThere(String key) {
        if (!project.holds(key)) {
            return Optional.of("test case " + key + " is of another project than " + project.key()
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
                    "QMetry tells of test case " + found.key() + " without the id of its version (tcVersionID), so"
                            + " that it cannot be linked. Link it to test suite " + route.suiteKey() + " by hand.");
        }
        return settings.linkMissing()
                ? Optional.empty()
                : Optional.of("test case " + found.key() + " is not linked to test suite " + route.suiteKey()
                        + ". Link it, or set <qmetry><linkMissing>true</linkMissing>.");
    }

    private Optional<String> byAPerson(String key, Status wanted) throws RefusedException, UnavailableException {
        List<Run> changing = runs.of(key).stream()
                .filter(run -> run.statusId() != wanted.id())
                .toList();
        return settings.overwrite() || !manual.stand(changing)
                ? Optional.empty()
                : Optional.of(byAPerson(runs.of(key).get(0).testCase()));
    }

    static String byAPerson(String key) {
        return "a person gave test case " + key + " another verdict, as far as QMetry tells in this build. Set"
                + " <qmetry><overwrite>true</overwrite> to overwrite it.";
    }
}
