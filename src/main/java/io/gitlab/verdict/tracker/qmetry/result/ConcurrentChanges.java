package io.gitlab.verdict.tracker.qmetry.result;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.build.ManualStatuses;
import io.gitlab.verdict.tracker.qmetry.build.TargetBuild;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Detects statuses that a user or another publication has set since the publication began. */
final class ConcurrentChanges {
    private static final String OVERWRITTEN =
            "another publication has set it in another build in the meantime, and a test case run has only"
                    + " one status. Run these jobs one after the other, for example with GitLab's resource_group.";

    private final QMetrySettings settings;
    private final StatusMapping mapping;
    private final TargetBuild build;
    private final ResultReader reader;
    private final RecentWrites recent;
    private final Map<Long, TestCaseRun> atFirst = new HashMap<>();

    /** Remembers the runs as they are before the first write. */
    ConcurrentChanges(
            QMetrySettings settings,
            Publication publication,
            StatusMapping mapping,
            TargetBuild build,
            ResultReader reader,
            RecentWrites recent) {
        this.settings = settings;
        this.mapping = mapping;
        this.build = build;
        this.reader = reader;
        this.recent = recent;
        publication.results().stream().flatMap(reader::runs).forEach(run -> atFirst.put(run.id(), run));
    }

    /** Refusals of changes that would overwrite such a status. */
    Map<ResultKey, Answer> refusals(List<Change> changes) {
        Map<ResultKey, Answer> refusals = setByUser(changes);
        refusals.putAll(setInAnotherBuild(changes));
        return refusals;
    }

    /** Refuses results to which a user has given another verdict since the publication started. */
    private Map<ResultKey, Answer> setByUser(List<Change> changes) {
        Map<ResultKey, Answer> answers = new HashMap<>();
        ManualStatuses manual = build.manualStatuses();
        for (Change change : settings.overwrite() ? List.<Change>of() : changes) {
            ResultKey key = change.result().key();
            try {
                if (manual.anyIn(changedMeanwhile(change.result()))) {
                    answers.put(key, new Answer.Refused(PreflightChecks.setByUser(key.testCase()), false));
                }
            } catch (RefusedException | UnavailableException e) {
                answers.put(key, new Answer.NotSent(e.getMessage()));
            }
        }
        return answers;
    }

    private List<TestCaseRun> changedMeanwhile(Result result) {
        return reader.runs(result)
                .filter(run -> !mapping.matches(run, result))
                .filter(run -> !before(run, TestCaseRun::statusId).equals(Optional.of(run.statusId())))
                .toList();
    }

    private <T> Optional<T> before(TestCaseRun run, Function<TestCaseRun, T> part) {
        return Optional.ofNullable(atFirst.get(run.id())).map(part);
    }

    /** Refuses results that another publication overwrote in another build: both would overwrite each other endlessly. */
    private Map<ResultKey, Answer> setInAnotherBuild(List<Change> changes) {
        Map<ResultKey, Answer> answers = new HashMap<>();
        for (Change change : changes) {
            Result result = change.result();
            Status status = mapping.of(result).orElseThrow();
            boolean overwritten = reader.runs(result)
                    .filter(run -> recent.accepted(run.id()) && reader.isStale(run))
                    .filter(run -> !recent.mayHave(run, status, reader.readAt()))
                    .anyMatch(run -> !before(run, TestCaseRun::comment).equals(Optional.of(run.comment())));
            if (overwritten) {
                answers.put(result.key(), new Answer.Refused(OVERWRITTEN, false));
            }
        }
        return answers;
    }
}
