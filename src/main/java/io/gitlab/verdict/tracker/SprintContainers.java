package io.gitlab.verdict.tracker;

import io.gitlab.verdict.tracker.SprintPlan.Container;
import java.io.Closeable;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** The containers of a sprint, such as Rally's test set of an iteration: found, made once, and filled. */
public interface SprintContainers extends Closeable {

    /**
     * Compares what should be with what is; writes nothing.
     *
     * @throws RefusedException if there is no such sprint, or its container cannot be used
     * @throws UnavailableException if the tracker does not answer
     */
    SprintPlan plan() throws RefusedException, UnavailableException;

    /**
     * Makes a container that is missing, exactly once even when others make the same at the same time, and fills in what
     * it lacks. Overwrites nothing, and deletes nothing but a proven, empty duplicate of its own.
     *
     * @return the container that is to be used from now on
     */
    Container make(Container wanted) throws RefusedException, UnavailableException;

    /**
     * Adds the test cases that the container misses. An answer proves nothing yet: the next {@link #plan} does.
     *
     * @param testCases which of them
     * @return why the tracker does not take a test case, for those that it will never take
     */
    Map<String, String> add(Container container, Collection<String> testCases)
            throws RefusedException, UnavailableException;

    /** How long a write may stay invisible to {@link #plan}. */
    Duration replicaLag();
}
