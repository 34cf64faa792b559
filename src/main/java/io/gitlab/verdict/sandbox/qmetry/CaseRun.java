package io.gitlab.verdict.sandbox.qmetry;

import java.util.List;
import java.util.stream.Stream;

/**
 * The run of a test case in a suite run.
 *
 * @param origin the event that created it
 * @param writes all events that set its status, in order
 * @param comment empty if there is none
 */
record CaseRun(QmetryEvent.CaseLinked origin, List<QmetryEvent.StatusSet> writes, String comment) {
    long id() {
        return origin.id();
    }

    /** The event that set its status; null if it never got one. */
    QmetryEvent.StatusSet last() {
        return writes.isEmpty() ? null : writes.get(writes.size() - 1);
    }

    CaseRun with(QmetryEvent.StatusSet next) {
        return new CaseRun(
                origin,
                Stream.concat(writes.stream(), Stream.of(next)).toList(),
                next.comment() == null ? comment : next.comment());
    }

    CaseRun with(String next) {
        return new CaseRun(origin, writes, next);
    }
}
