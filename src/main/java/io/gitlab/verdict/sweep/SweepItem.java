package io.gitlab.verdict.sweep;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.RepairStatus;
import io.gitlab.verdict.domain.RepairStatus.State;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.StuckResultDetails;
import io.gitlab.verdict.tracker.StuckResultRepair;
import java.util.Optional;

/** How far the repair of one execution has come. */
final class SweepItem {
    private final SweepRequest request;
    private final RepairStatus plan;
    private RepairStatus now;
    private long version;
    private int writes;
    private boolean refused;
    private String trouble = "";
    private Optional<Finding> overlap = Optional.empty();

    SweepItem(SweepRequest request, RepairStatus plan) {
        this.request = request;
        this.plan = plan;
        this.now = plan;
    }

    String reference() {
        return plan.execution().reference();
    }

    RepairStatus now() {
        return now;
    }

    /** Whether there is something left to do. */
    boolean open() {
        return now.state() == State.PLANNED || now.state() == State.SENT;
    }

    boolean written() {
        return writes > 0;
    }

    /** Whether the tracker refused the last change, and may take it later. */
    boolean mayPass() {
        return open() && refused;
    }

    Optional<Finding> overlap() {
        return overlap;
    }

    void aboutToSend() {
        become(State.SENT, plan.reason());
    }

    /** Ends, or stays open because it is still as it was. */
    void seen(Optional<StuckResultDetails> found) {
        if (found.isEmpty()) {
            become(State.LEFT, "somebody deleted it meanwhile");
            return;
        }
        StuckResultDetails seen = found.get();
        boolean ours = seen.sweep().equals(Optional.of(request.run()));
        if (right(seen.execution()) && ours) {
            become(relink() ? State.RELINKED : State.COMPLETED, plan.reason());
            overlap = overlap(seen);
        } else if (!unfinished(seen.execution()) && !(ours && seen.version() <= version + writes)) {
            become(State.LEFT, changedByOthers(seen, ours));
        }
    }

    private boolean relink() {
        return plan.execution().orphan();
    }

    private boolean right(StuckResult seen) {
        return seen.testCase().equals(Optional.of(plan.testCase()))
                && (plan.verdict().isEmpty()
                        ? !request.stuck(seen.verdict())
                        : seen.verdict().equals(plan.verdict()));
    }

    /** Whether it misses what it is to be given, so that giving it takes nothing from anybody. */
    private boolean unfinished(StuckResult seen) {
        boolean ownTestCase = seen.testCase().equals(Optional.of(plan.testCase()));
        boolean stuck = !plan.verdict().isEmpty() && request.stuck(seen.verdict());
        return seen.orphan() ? relink() : ownTestCase && stuck;
    }

    private static String changedByOthers(StuckResultDetails seen, boolean ours) {
        String how = "it is now "
                + (seen.execution().verdict().isEmpty()
                        ? "without a verdict"
                        : seen.execution().verdict()) + " of "
                + seen.execution().testCase().orElse("no test case");
        String who = ours
                ? "somebody changed it after this sweep"
                : seen.sweep().map(run -> "the sweep " + run + " repaired it").orElse("somebody changed it meanwhile");
        return who + ": " + how + ", and it stays so";
    }

    /** WSAPI-like trackers know no conditional change; but the version shows whether another one came in between. */
    private Optional<Finding> overlap(StuckResultDetails seen) {
        return seen.version() <= version + writes
                ? Optional.empty()
                : Optional.of(Finding.warning("Somebody else changed the result " + reference() + " of "
                        + plan.testCase() + " at the same moment as this sweep, which may have overwritten it: compare"
                        + " it with its build " + plan.execution().build() + "."));
    }

    /** The change to make to what was just seen. */
    StuckResultRepair repair(StuckResultDetails seen) {
        if (writes == 0) {
            version = seen.version();
        }
        String action = relink()
                ? "given to " + plan.testCase()
                        + (plan.verdict().isEmpty() ? "" : " and completed as " + plan.verdict())
                : "completed as " + plan.verdict();
        return new StuckResultRepair(
                seen,
                seen.execution().orphan() ? Optional.of(plan.testCase()) : Optional.empty(),
                Verdict.ofText(plan.verdict()),
                request.run(),
                action + " by build " + request.build() + ", because " + plan.reason() + ".");
    }

    void answered(Answer answer) {
        refused = answer instanceof Answer.Refused;
        if (answer instanceof Answer.Refused refusal) {
            trouble = refusal.reason();
            if (!refusal.worthRetrying()) {
                become(State.FAILED, refusal.reason());
            }
        } else if (answer instanceof Answer.NotSent notSent) {
            trouble = notSent.reason();
        } else if (answer instanceof Answer.Applied || answer instanceof Answer.Unknown) {
            writes++;
            trouble = answer instanceof Answer.Unknown unknown ? unknown.reason() : "";
        }
    }

    /** Ends because it was written often enough. */
    void giveUp() {
        become(
                State.FAILED,
                writes == 0
                        ? trouble
                        : "did not persist: after " + writes + " writes it reads back as it was"
                                + (trouble.isEmpty() ? "" : " (" + trouble + ")"));
    }

    /** Ends for now, for the reason that ends the sweep: what was not sent is as it was. */
    void interrupt() {
        if (written()) {
            become(State.SENT, plan.reason() + "; sent, and not read back");
        } else {
            become(State.PLANNED, plan.reason() + "; not sent");
        }
    }

    private void become(State state, String reason) {
        boolean left = state == State.LEFT;
        now = new RepairStatus(plan.execution(), state, plan.testCase(), left ? "" : plan.verdict(), reason);
    }
}
