package io.gitlab.verdict.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** The instant after which nothing more is tried: one budget for a whole publication, all waiting included. */
public final class Deadline {
    private final Clock clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final Duration budget;
    private final Instant end;

    /** A deadline that lies {@code budget} from now. */
    public Deadline(Clock clock, Sleeper sleeper, RandomGenerator random, Duration budget) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
        this.budget = budget;
        this.end = clock.instant().plus(budget);
    }

    public Duration budget() {
        return budget;
    }

    public Instant now() {
        return clock.instant();
    }

    /** What is left, never negative. */
    public Duration remaining() {
        Duration left = Duration.between(now(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public boolean passed() {
        return remaining().isZero();
    }

    /** Between half of the wait and all of it, so that jobs that failed together do not return together. */
    public Duration about(Duration wait) {
        long half = wait.toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    /**
     * Waits, if that ends before the deadline.
     *
     * @return false, at once, when the deadline would pass while waiting, or the thread is interrupted
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
