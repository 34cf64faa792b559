package io.gitlab.verdict.tracker;

import io.gitlab.verdict.tracker.SprintPlan.Container;
import java.io.Closeable;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Finds, creates and fills the run containers of a sprint, such as Rally's test set of an iteration. */
public interface SprintContainers extends Closeable {

    /**
     * Compares the desired with the actual state; writes nothing.
     *
     * @throws RefusedException if there is no such sprint, or its container cannot be used
     * @throws UnavailableException if the tracker does not answer
     */
    SprintPlan plan() throws RefusedException, UnavailableException;

    /**
     * Creates a missing container, exactly once even if other jobs do the same at the same time, and sets its missing
     * attributes. Overwrites nothing, and deletes nothing but an empty duplicate that it is proven to have created.
     *
     * @return the container to use from now on
     */
    Container make(Container wanted) throws RefusedException, UnavailableException;

    /**
     * Adds missing test cases to the container. An answer proves nothing yet: the next {@link #plan} does.
     *
     * @param testCases the ones to add
     * @return the reason for each test case that the tracker will never accept
     */
    Map<String, String> add(Container container, Collection<String> testCases)
            throws RefusedException, UnavailableException;

    /** How long a write may stay invisible to {@link #plan}. */
    Duration replicaLag();
}
