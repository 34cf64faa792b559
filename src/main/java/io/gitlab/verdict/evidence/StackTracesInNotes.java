package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Result;

/** The stack traces that need not be attached, because the notes hold them. Implemented by the writer of the notes. */
@FunctionalInterface
public interface StackTracesInNotes {
    /**
     * Whether the notes hold the whole stack trace of an execution.
     *
     * @param execution its position, one of {@link Result#executions}
     */
    boolean hold(Result result, int execution);
}
