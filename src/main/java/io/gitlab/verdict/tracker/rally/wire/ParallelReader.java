package io.gitlab.verdict.tracker.rally.wire;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads in several threads.
 *
 * @param count the maximum number of threads
 */
public record ParallelReader(int count) {

    /** One read. */
    @FunctionalInterface
    public interface Read<P, A> {
        A read(P part) throws RefusedException, UnavailableException;
    }

    /**
     * Reads all parts. After a failure, no further read begins.
     *
     * @return the answers in the order of the parts
     * @throws RefusedException if a read was refused
     * @throws UnavailableException if a read had no answer, or the thread was interrupted
     */
    public <P, A> List<A> read(List<P> parts, Read<P, A> read) throws RefusedException, UnavailableException {
        if (Math.min(count, parts.size()) > 1) {
            return readInLanes(parts, read);
        }
        List<A> answers = new ArrayList<>();
        for (P part : parts) {
            answers.add(read.read(part));
        }
        return answers;
    }

    private <P, A> List<A> readInLanes(List<P> parts, Read<P, A> read) throws RefusedException, UnavailableException {
        AtomicBoolean failed = new AtomicBoolean();
        List<Callable<List<A>>> reads = new ArrayList<>();
        for (P part : parts) {
            reads.add(() -> failed.get() ? List.of() : List.of(readOne(part, read, failed)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(count, parts.size()));
        try {
            List<A> answers = new ArrayList<>();
            for (Future<List<A>> one : threads.invokeAll(reads)) {
                answers.addAll(one.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("the goal was interrupted", e);
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <P, A> A readOne(P part, Read<P, A> read, AtomicBoolean failed)
            throws RefusedException, UnavailableException {
        boolean done = false;
        try {
            A answer = read.read(part);
            done = true;
            return answer;
        } finally {
            failed.compareAndSet(false, !done);
        }
    }

    private static IllegalStateException cause(ExecutionException e) throws RefusedException, UnavailableException {
        if (e.getCause() instanceof RefusedException refused) {
            throw refused;
        }
        if (e.getCause() instanceof UnavailableException unavailable) {
            throw unavailable;
        }
        return new IllegalStateException("parallel reading failed: " + e.getCause(), e);
    }
}
