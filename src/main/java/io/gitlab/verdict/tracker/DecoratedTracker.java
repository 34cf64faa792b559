package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** A tracker that decorates each publication which another tracker prepares. */
public class DecoratedTracker implements Tracker {
    private final Tracker tracker;
    private final UnaryOperator<PreparedPublication> decorator;

    public DecoratedTracker(Tracker tracker, UnaryOperator<PreparedPublication> decorator) {
        this.tracker = tracker;
        this.decorator = decorator;
    }

    @Override
    public final PreparedPublication prepare(Publication publication) throws RefusedException, UnavailableException {
        return decorator.apply(tracker.prepare(publication));
    }

    @Override
    public final boolean storesWholeNotes(Result result, String build) {
        return tracker.storesWholeNotes(result, build);
    }

    @Override
    public final void close() throws IOException {
        tracker.close();
    }
}
