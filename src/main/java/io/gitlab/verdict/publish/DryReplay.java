package io.gitlab.verdict.publish;

import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.reconcile.DryTracker;
import io.gitlab.verdict.time.Deadline;
import java.io.IOException;
import java.util.function.Consumer;

/** Finds out what a replay would publish, by a replay that changes neither a tracker nor the outbox. */
public final class DryReplay {
    private final Outbox outbox;
    private final Deadline deadline;
    private final Consumer<String> progress;

    /** @param progress hears a line for each step */
    public DryReplay(Outbox outbox, Deadline deadline, Consumer<String> progress) {
        this.outbox = outbox;
        this.deadline = deadline;
        this.progress = progress;
    }

    /**
     * Goes through all that waits. A result that would be written counts as unpublished, with what would be done as its
     * reason; a publication counts as complete when a replay would only find that the tracker holds it, and forget it.
     *
     * @throws IOException if the outbox cannot be read
     */
    public ReplayOutbox.Outcome run(ReplayOutbox.Opener opener) throws IOException {
        return new ReplayOutbox(new DryOutbox(outbox), deadline, progress)
                .run(entry -> new DryTracker(opener.open(entry)));
    }
}
