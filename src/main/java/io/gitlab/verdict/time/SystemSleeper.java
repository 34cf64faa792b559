package io.gitlab.verdict.time;

import java.time.Duration;

/** Waits in real time. */
public final class SystemSleeper implements Sleeper {

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }
}
