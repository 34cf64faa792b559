package io.gitlab.verdict.time;

import java.time.Duration;

/** Waits. Tests replace it to need no real time. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits for a duration.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void sleep(Duration duration) throws InterruptedException;
}
