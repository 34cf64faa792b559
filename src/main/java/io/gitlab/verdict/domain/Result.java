package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * One verdict of one test case for one build: the desired state in the tracker.
 *
 * @param key the test case and the date of execution
 * @param verdict the verdict, folded over the executions
 * @param duration the sum over the executions; zero if no report has one
 * @param notes the notes, plain text of several lines
 * @param executions positions, in the publication's resolutions, of the executions that were folded
 * @param attachments the files to attach, with unique names
 */
public record Result(
        ResultKey key,
        Verdict verdict,
        Duration duration,
        String notes,
        List<Integer> executions,
        List<Attachment> attachments) {
    public Result {
        requireNonNull(key, "key");
        requireNonNull(verdict, "verdict");
        requireNonNull(duration, "duration");
        requireNonNull(notes, "notes");
        executions = List.copyOf(executions);
        attachments = List.copyOf(attachments);
    }

    /** A result without attachments. */
    public Result(ResultKey key, Verdict verdict, Duration duration, String notes, List<Integer> executions) {
        this(key, verdict, duration, notes, executions, List.of());
    }
}
