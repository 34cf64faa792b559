package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.StuckExecution;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.ExecutionRepair;
import io.gitlab.verdict.tracker.Signature;
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

    /** @param run its {@code tcRunID} */
    Answer write(ExecutionRepair repair, BegunExecution execution, long run) {
        Optional<String> obstacle = obstacle(repair, execution);
        if (obstacle.isPresent()) {
            return new Answer.Refused(obstacle.get(), false);
        }
        StuckExecution stuck = repair.seen().execution();
        StatusWriter.Group group =
                new StatusWriter.Group(execution.suiteRun(), status(repair).orElseThrow(), comment(repair));
        ResultKey key = new ResultKey(stuck.testCase().orElseThrow(), stuck.since());
        return writer.write(
                        Map.of(group, List.of(new StatusWriter.Target(key, run))),
                        execution.build().id())
                .get(key);
    }

    /** The status that stands for the verdict; empty when the project has none. */
    Optional<Status> status(ExecutionRepair repair) {
        return project.statuses().of(verdict(repair), settings.statuses());
    }

    /** Every run is of a test case, so that a verdict is all that it can miss. */
    private static Verdict verdict(ExecutionRepair repair) {
        return repair.verdict().orElseThrow();
    }

    private static String comment(ExecutionRepair repair) {
        String remark = "verdict:sweep run " + repair.sweep() + ": " + repair.note();
        return Comment.before(remark, repair.seen().notes());
    }

    private Optional<String> obstacle(ExecutionRepair repair, BegunExecution execution) {
        if (status(repair).isEmpty()) {
            return Optional.of(QMetryPreflight.noStatus(project, verdict(repair)));
        }
        if (project.signed() && !canSign) {
            return Optional.of(QMetryTracker.unsigned(project));
        }
        return project.buildMandatory() && execution.build().id().isEmpty()
                ? Optional.of("project \"" + project.name() + "\" demands a build, and execution "
                        + execution.suiteRun() + " has had none: give its runs their status by hand.")
                : Optional.empty();
    }
}
