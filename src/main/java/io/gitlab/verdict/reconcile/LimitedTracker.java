package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.DecoratedTracker;
import io.gitlab.verdict.tracker.ForwardingPublication;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Refuses a publication that would change more objects than the limit, before the first is changed, so that a wrong
 * mapping or test set does no harm. Objects that written results create or change count, including their files; files that
 * are added to existing results do not.
 */
public final class LimitedTracker extends DecoratedTracker {

    /** @param mostObjects how many objects may be created or changed */
    public LimitedTracker(Tracker tracker, int mostObjects) {
        super(tracker, prepared -> new LimitedPublication(prepared, mostObjects));
    }

    private static final class LimitedPublication extends ForwardingPublication {
        private final int mostObjects;
        private boolean begun;

        LimitedPublication(PreparedPublication prepared, int mostObjects) {
            super(prepared);
            this.mostObjects = mostObjects;
        }

        @Override
        public Map<ResultKey, Answer> write(List<Change> changes) {
            int objects = count(changes);
            if (!begun && objects > mostObjects) {
                Answer refused = new Answer.Refused(
                        "nothing was written, because " + tooMany(objects)
                                + " Run with -Dverdict.dryRun to see them, or set a larger <maxWrites>.",
                        false);
                return changes.stream()
                        .collect(Collectors.toMap(change -> change.result().key(), change -> refused));
            }
            begun = true;
            return super.write(changes);
        }

        @Override
        public List<Finding> foresee(List<Change> changes) {
            List<Finding> foreseen = new ArrayList<>(super.foresee(changes));
            int objects = count(changes);
            if (objects > mostObjects) {
                foreseen.add(Finding.warning("Nothing would be written, because " + tooMany(objects)));
            }
            return foreseen;
        }

        /** Each file of a result counts, because the result may be the wrong one. */
        private int count(List<Change> changes) {
            int files = changes.stream()
                    .mapToInt(change -> change.result().attachments().size())
                    .sum();
            return objects(changes) + (attachments().isPresent() ? files : 0);
        }

        private String tooMany(int objects) {
            return objects + " objects would be changed, and <maxWrites> allows " + mostObjects + ".";
        }
    }
}
