package io.gitlab.verdict.tracker.qmetry.sweep;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.StuckResultRepair;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import io.gitlab.verdict.tracker.qmetry.result.Comment;
import io.gitlab.verdict.tracker.qmetry.result.StatusWriter;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets the status of stuck test case runs, with the last build of their suite run. Used for a whole sweep. */
record StuckRunWriter(QMetryProject project, QMetrySettings settings, boolean canSign, StatusWriter writer) {

    static StuckRunWriter of(
            OpenApi api, QMetryProject project, QMetrySettings settings, TrackerConnection connection) {
        Optional<Signature> signature = connection.signature();
        Optional<Signature> required = project.signed() ? signature : Optional.empty();
        return new StuckRunWriter(
                project, settings, signature.isPresent(), new StatusWriter(api, 1, required, connection.deadline()));
    }

    /** Why no run can be given the verdict; empty if it can. */
    Optional<String> obstacle(Verdict verdict) {
        if (project.statuses().of(verdict, settings.statuses()).isEmpty()) {
            return Optional.of(project.noStatus(verdict));
        }
        return project.signed() && !canSign ? Optional.of(project.noSignature()) : Optional.empty();
    }

    /**
     * Sets the status of a run; call only if there is no {@link #obstacle}.
     *
     * @param run its {@code tcRunID}
     */
    Answer write(StuckResultRepair repair, StartedSuiteRun started, long run) {
        if (project.buildMandatory() && started.build().id().isEmpty()) {
            return new Answer.Refused(
                    "project \"" + project.name() + "\" requires a build, but execution " + started.suiteRun()
                            + " has none. Set the status of its test case runs manually.",
                    false);
        }
        StuckResult stuck = repair.seen().result();
        StatusWriter.Group group = new StatusWriter.Group(started.suiteRun(), status(repair), comment(repair));
        ResultKey key = new ResultKey(stuck.testCase().orElseThrow(), stuck.since());
        Answer answer = writer.write(
                        Map.of(group, List.of(new StatusWriter.RunUpdate(key, run))),
                        started.build().id())
                .get(key);
        return answer.refused() && writer.ended() ? new Answer.Forbidden(answer.reason()) : answer;
    }

    /** The status for the repair's verdict, which is never empty: every run belongs to a test case. */
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
