package io.gitlab.verdict.http;

import io.gitlab.verdict.time.Deadline;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;

/** Cancels requests at the deadline: a server that takes a connection and reads nothing would hold a write for ever. */
final class Watch implements AutoCloseable {
    private final Deadline deadline;
    private final ScheduledThreadPoolExecutor alarm;

    Watch(Deadline deadline) {
        this.deadline = deadline;
        this.alarm = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "verdict-deadline");
            thread.setDaemon(true);
            return thread;
        });
        alarm.setRemoveOnCancelPolicy(true);
    }

    /** Cancel what this returns when the request has ended. */
    Future<?> over(Cancellable request) {
        return alarm.schedule(request::cancel, deadline.remaining().toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        alarm.shutdownNow();
    }
}
