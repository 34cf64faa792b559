package io.gitlab.verdict.report.supplement;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** When the JUnit XML reports of each module were written. Not thread-safe. */
public final class WrittenReports {
    /** Longer than any usual test class takes, shorter than from one working day to the next. */
    public static final Duration PAUSE = Duration.ofHours(3);

    private final Map<String, NavigableSet<Instant>> modules = new HashMap<>();

    public void add(String module, Instant modified) {
        if (!modified.equals(Instant.MAX)) {
            modules.computeIfAbsent(module, absent -> new TreeSet<>()).add(modified);
        }
    }

    /**
     * The next JUnit XML report of the module, if it was written so long after the other report that both are of different
     * runs, and none was written near it.
     */
    Optional<Instant> laterRun(String module, Instant other) {
        NavigableSet<Instant> times = modules.getOrDefault(module, modules.get(""));
        if (times == null || other.equals(Instant.MAX)) {
            return Optional.empty();
        }
        return Optional.ofNullable(times.ceiling(other.minus(PAUSE))).filter(next -> next.isAfter(other.plus(PAUSE)));
    }
}
