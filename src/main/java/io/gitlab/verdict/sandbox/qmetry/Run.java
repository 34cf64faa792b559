package io.gitlab.verdict.sandbox.qmetry;

import java.util.List;
import java.util.stream.Stream;

/**
 * A test case in a suite run, as it is now.
 *
 * @param origin how it came there
 * @param writes each time it got a status, the last one last
 * @param comment empty when there is none
 */
record Run(Event.CaseLinked origin, List<Event.StatusSet> writes, String comment) {
    long id() {
        return origin.id();
    }

    /** When it got its status; null when it never got one. */
    Event.StatusSet last() {
        return writes.isEmpty() ? null : writes.get(writes.size() - 1);
    }

    Run with(Event.StatusSet next) {
        return new Run(
                origin,
                Stream.concat(writes.stream(), Stream.of(next)).toList(),
                next.comment() == null ? comment : next.comment());
    }

    Run with(String next) {
        return new Run(origin, writes, next);
    }
}
