package io.gitlab.verdict.time;

import java.time.Duration;

/** Waits; a parameter, so that tests need no real time. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits that long.
     *
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void sleep(Duration duration) throws InterruptedException;
}
