package io.gitlab.verdict.tracker.rally.target;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.tracker.rally.wire.Refs;
import java.time.LocalDate;

/**
 * An iteration of a project.
 *
 * @param start first day, in the time zone of the workspace
 * @param end last day, in the time zone of the workspace
 * @param accepted whether the state is Accepted
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

    /** Name and days, for messages. */
    public String text() {
        return "\"" + name + "\" (" + start + " to " + end + ")";
    }
}
