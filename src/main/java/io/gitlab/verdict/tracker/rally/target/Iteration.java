package io.gitlab.verdict.tracker.rally.target;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.tracker.rally.wire.Refs;
import java.time.LocalDate;

/**
 * An iteration of a project.
 *
 * @param start its first day in the workspace's time zone
 * @param end its last day there
 * @param accepted whether its state is Accepted
 */
public record Iteration(long objectId, String name, LocalDate start, LocalDate end, boolean accepted) {
    public Iteration {
        requireNonNull(name, "name");
        requireNonNull(start, "start");
        requireNonNull(end, "end");
    }

    public String ref() {
        return Refs.of("iteration", objectId);
    }

    boolean holds(LocalDate day) {
        return !day.isBefore(start) && !day.isAfter(end);
    }

    boolean overlaps(Iteration other) {
        return !other.start.isAfter(end) && !start.isAfter(other.end);
    }

    /** The name and the days, for people. */
    public String text() {
        return "\"" + name + "\" (" + start + " to " + end + ")";
    }
}
