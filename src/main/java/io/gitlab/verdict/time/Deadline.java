package io.gitlab.verdict.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** The end of the time budget of a whole publication, waits included. */
public final class Deadline {
    private final Clock clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final Duration budget;
    private final Instant end;

    /** A deadline {@code budget} from now. */
    public Deadline(Clock clock, Sleeper sleeper, RandomGenerator random, Duration budget) {
        this(clock, sleeper, random, budget, clock.instant().plus(budget));
    }

    private Deadline(Clock clock, Sleeper sleeper, RandomGenerator random, Duration budget, Instant end) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
        this.budget = budget;
        this.end = end;
    }

    /** A deadline for one of several parts of the work: {@code part} from now, but not later than this one. */
    public Deadline within(Duration part) {
        Instant partEnd = now().plus(part);
        return new Deadline(clock, sleeper, random, budget, partEnd.isBefore(end) ? partEnd : end);
    }

    public Duration budget() {
        return budget;
    }

    public Instant now() {
        return clock.instant();
    }

    /** The remaining time, never negative. */
    public Duration remaining() {
        Duration left = Duration.between(now(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public boolean passed() {
        return remaining().isZero();
    }

    /** A random duration of half to all of the wait, so that jobs that failed at the same time do not retry at the same time. */
    public Duration jittered(Duration wait) {
        long half = wait.toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    /**
     * Waits if the wait ends before the deadline.
     *
     * @return false if the deadline would pass during the wait, without waiting, or if the thread is interrupted
     */
    public boolean sleep(Duration duration) {
        if (remaining().compareTo(duration) <= 0) {
            return false;
        }
        try {
            sleeper.sleep(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
