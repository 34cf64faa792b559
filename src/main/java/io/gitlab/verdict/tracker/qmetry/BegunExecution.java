package io.gitlab.verdict.tracker.qmetry;

import java.time.Instant;
import java.util.Optional;

/**
 * An execution of a suite that may wait for its end.
 *
 * @param suite as it is listed
 * @param suiteRun the execution
 * @param automated whether its suite is
 * @param since when the day on which it began is over; empty while it has not begun
 * @param build that came with the last status in it
 */
record BegunExecution(
        Row suite, SuiteRun suiteRun, boolean automated, Optional<Instant> since, LastBuilds.LastBuild build) {}
