package io.gitlab.verdict.sweep;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.RepairStatus;
import io.gitlab.verdict.domain.RepairStatus.State;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.reconcile.Item;
import io.gitlab.verdict.time.RetryPolicy;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.StuckResultDetails;
import io.gitlab.verdict.tracker.StuckResultRepair;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The progress of the repair of one stuck result. */
final class SweepItem extends Item {
    private final SweepRequest request;
    private final RepairStatus plan;
    private RepairStatus now;
    private long version;
    private int writes;
    private Optional<Finding> overlap = Optional.empty();

    SweepItem(SweepRequest request, RepairStatus plan) {
        this.request = request;
        this.plan = plan;
        this.now = plan;
    }

    String reference() {
        return plan.result().reference();
    }

    RepairStatus now() {
        return now;
    }

    @Override
    public boolean open() {
        return now.state() == State.PLANNED || now.state() == State.SENT;
    }

    boolean written() {
        return writes > 0;
    }

    Optional<Finding> overlap() {
        return overlap;
    }

    void aboutToSend() {
        become(State.SENT, plan.reason());
    }

    /** Records the start of the read whose result is compared. */
    void read(Instant begun) {
        readAt(begun);
    }

    /** Ends, or stays open because the result is unchanged. */
    void compare(Optional<StuckResultDetails> found) {
        if (found.isEmpty()) {
            become(State.LEFT, "someone deleted it in the meantime");
            return;
        }
        StuckResultDetails seen = found.get();
        boolean ours = seen.sweep().equals(Optional.of(request.run()));
        if (right(seen.result()) && ours) {
            become(relink() ? State.RELINKED : State.COMPLETED, plan.reason());
            overlap = overlap(seen);
        } else if (!unfinished(seen.result()) && !(ours && seen.version() <= version + writes)) {
            become(State.LEFT, changedByOthers(seen, ours));
        }
    }

    private boolean relink() {
        return plan.result().orphan();
    }

    private boolean right(StuckResult seen) {
        return seen.testCase().equals(Optional.of(plan.testCase()))
                && (plan.verdict().isEmpty()
                        ? !request.stuck(seen.verdict())
                        : seen.verdict().equals(plan.verdict()));
    }

    /** Whether it lacks what the repair adds, so that the repair overwrites nothing. */
    private boolean unfinished(StuckResult seen) {
        boolean ownTestCase = seen.testCase().equals(Optional.of(plan.testCase()));
        boolean stuck = !plan.verdict().isEmpty() && request.stuck(seen.verdict());
        return seen.orphan() ? relink() : ownTestCase && stuck;
    }

    private static String changedByOthers(StuckResultDetails seen, boolean ours) {
        String how = "it is now "
                + (seen.result().verdict().isEmpty()
                        ? "without a verdict"
                        : seen.result().verdict()) + " of "
                + seen.result().testCase().orElse("no test case");
        String who = ours
                ? "someone changed it after this sweep"
                : seen.sweep()
                        .map(run -> "the sweep " + run + " repaired it")
                        .orElse("someone changed it in the meantime");
        return who + ": " + how + ", and is left unchanged";
    }

    /** Trackers have no conditional change; the version shows whether someone else changed the result in between. */
    private Optional<Finding> overlap(StuckResultDetails seen) {
        return seen.version() <= version + writes
                ? Optional.empty()
                : Optional.of(Finding.warning("Someone else changed the result " + reference() + " of "
                        + plan.testCase() + " at the same time as this sweep, which may have overwritten it: compare"
                        + " it with its build " + plan.result().build() + "."));
    }

    /** The change to make to the result as just read. */
    StuckResultRepair repair(StuckResultDetails seen) {
        if (writes == 0) {
            version = seen.version();
        }
        String action = relink()
                ? "linked to " + plan.testCase()
                        + (plan.verdict().isEmpty() ? "" : " and completed as " + plan.verdict())
                : "completed as " + plan.verdict();
        return new StuckResultRepair(
                seen,
                seen.result().orphan() ? Optional.of(plan.testCase()) : Optional.empty(),
                Verdict.ofText(plan.verdict()),
                request.run(),
                action + " by build " + request.build() + ", because " + plan.reason() + ".");
    }

    @Override
    protected boolean due(Duration replicaLag) {
        if (lagging(replicaLag)) {
            return false;
        }
        if (writes >= RetryPolicy.MAX_WRITES) {
            fail();
        }
        return open();
    }

    @Override
    protected void written(Answer answer) {
        writes++;
    }

    @Override
    protected void rejected(Answer answer) {
        become(State.FAILED, answer.reason());
    }

    @Override
    protected void interrupt(String reason) {
        fail();
    }

    private void fail() {
        become(
                State.FAILED,
                writes == 0
                        ? lastFailure()
                        : withLastFailure("did not persist: after " + writes + " writes it reads back unchanged"));
    }

    /** Ends because the sweep ends early. */
    void leave() {
        if (written()) {
            become(State.SENT, plan.reason() + "; sent, but not read back");
        } else {
            become(State.PLANNED, plan.reason() + "; not sent");
        }
    }

    private void become(State state, String reason) {
        boolean left = state == State.LEFT;
        now = new RepairStatus(plan.result(), state, plan.testCase(), left ? "" : plan.verdict(), reason);
    }
}
