package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.ForwardingTracker;
import io.gitlab.verdict.tracker.Tracker;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Refuses a publication that would change more objects than a person expects, before the first is changed: a wrong
 * mapping or test set is found out before it has spoilt what is there.
 */
public final class LimitedTracker extends ForwardingTracker {
    private final int mostObjects;
    private boolean begun;

    /** @param mostObjects how many objects may be created or changed */
    public LimitedTracker(Tracker tracker, int mostObjects) {
        super(tracker);
        this.mostObjects = mostObjects;
    }

    @Override
    public Map<ResultKey, Answer> write(Publication publication, List<Change> changes) {
        int objects = objects(changes);
        if (!begun && objects > mostObjects) {
            Answer refused = new Answer.Refused(
                    "nothing was written, because " + objects + " objects would be changed, and <maxWrites> allows "
                            + mostObjects + ". Run with -Dverdict.dryRun to see them, or set a larger <maxWrites>.",
                    false);
            return changes.stream()
                    .collect(Collectors.toMap(change -> change.result().key(), change -> refused));
        }
        begun = true;
        return super.write(publication, changes);
    }
}
