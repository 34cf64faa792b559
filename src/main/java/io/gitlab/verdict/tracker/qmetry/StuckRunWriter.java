package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.StuckResultRepair;
import io.gitlab.verdict.tracker.TrackerConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives a run that waited too long its status, in the build that its execution is of. One serves a whole sweep. */
record StuckRunWriter(ProjectInfo project, QMetrySettings settings, boolean canSign, StatusWriter writer) {

    static StuckRunWriter of(OpenApi api, ProjectInfo project, QMetrySettings settings, TrackerConnection connection) {
        Optional<Signature> signature = connection.signature();
        Optional<Signature> demanded = project.signed() ? signature : Optional.empty();
        return new StuckRunWriter(
                project, settings, signature.isPresent(), new StatusWriter(api, 1, demanded, connection.deadline()));
    }

    /** What keeps every run from its status. */
    Optional<String> obstacle(Verdict verdict) {
        if (project.statuses().of(verdict, settings.statuses()).isEmpty()) {
            return Optional.of(QMetryPreflight.noStatus(project, verdict));
        }
        return project.signed() && !canSign ? Optional.of(QMetryTracker.unsigned(project)) : Optional.empty();
    }

    /**
     * Works where there is no {@link #obstacle}.
     *
     * @param run its {@code tcRunID}
     */
    Answer write(StuckResultRepair repair, BegunExecution execution, long run) {
        if (project.buildMandatory() && execution.build().id().isEmpty()) {
            return new Answer.Refused(
                    "project \"" + project.name() + "\" demands a build, and execution " + execution.suiteRun()
                            + " has had none: give its runs their status by hand.",
                    false);
        }
        StuckResult stuck = repair.seen().execution();
        StatusWriter.Group group = new StatusWriter.Group(execution.suiteRun(), status(repair), comment(repair));
        ResultKey key = new ResultKey(stuck.testCase().orElseThrow(), stuck.since());
        Answer answer = writer.write(
                        Map.of(group, List.of(new StatusWriter.Target(key, run))),
                        execution.build().id())
                .get(key);
        return answer.refused() && writer.ended() ? new Answer.Forbidden(answer.reason()) : answer;
    }

    /** The status that stands for the verdict: every run is of a test case, so that a verdict is all that it can miss. */
    Status status(StuckResultRepair repair) {
        return project.statuses()
                .of(repair.verdict().orElseThrow(), settings.statuses())
                .orElseThrow();
    }

    private static String comment(StuckResultRepair repair) {
        String remark = "verdict:sweep run " + repair.sweep() + ": " + repair.note();
        return Comment.before(remark, repair.seen().notes());
    }
}
