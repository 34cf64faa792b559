package io.gitlab.verdict.http;

import io.gitlab.verdict.time.Deadline;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;

/** Cancels requests at the deadline: a server that accepts a connection but reads nothing would block a write forever. */
final class DeadlineTimer implements AutoCloseable {
    private final Deadline deadline;
    private final ScheduledThreadPoolExecutor executor;

    DeadlineTimer(Deadline deadline) {
        this.deadline = deadline;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "verdict-deadline");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Cancels the request at the deadline, unless the caller cancels the returned task when the request ends. */
    Future<?> cancelAtDeadline(Cancellable request) {
        return executor.schedule(request::cancel, deadline.remaining().toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
