package io.gitlab.verdict.publish;

import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.reconcile.DryTracker;
import io.gitlab.verdict.time.Deadline;
import java.io.IOException;
import java.util.function.Consumer;

/** A replay that changes neither a tracker nor the outbox, and so shows what a replay would publish. */
public final class DryReplay {
    private final Outbox outbox;
    private final Deadline deadline;
    private final Consumer<String> progress;

    /** @param progress receives one line of progress per step */
    public DryReplay(Outbox outbox, Deadline deadline, Consumer<String> progress) {
        this.outbox = outbox;
        this.deadline = deadline;
        this.progress = progress;
    }

    /**
     * Replays all entries. A result that would be written counts as unpublished, and its reason states what would be
     * done. A publication counts as complete if the tracker holds it already, so that a replay would only remove it.
     *
     * @throws IOException if the outbox cannot be read
     */
    public ReplayReport run(ReplayOutbox.Opener opener) throws IOException {
        return new ReplayOutbox(new DryOutbox(outbox), deadline, progress)
                .run((entry, share) -> new DryTracker(opener.open(entry, share)));
    }
}
