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
 * Refuses a publication that would change more objects than a person expects, before the first is changed: a wrong
 * mapping or test set is found out before it has spoilt what is there. What counts is what the results that are written
 * change or create, their files included; files that are only attached later to results that are there do not.
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

        /** Each file of a result counts, for what it is attached to may be the wrong thing. */
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
