package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Result;

/** Which stack traces need not be attached. Whoever writes the notes of results answers. */
@FunctionalInterface
public interface StackTracesInNotes {
    /**
     * Whether the notes hold the whole stack trace of an execution.
     *
     * @param execution its position, one of {@link Result#executions}
     */
    boolean hold(Result result, int execution);
}
