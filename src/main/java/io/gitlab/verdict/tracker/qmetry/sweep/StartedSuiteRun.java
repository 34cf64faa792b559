package io.gitlab.verdict.tracker.qmetry.sweep;

import io.gitlab.verdict.tracker.qmetry.build.LastBuilds;
import io.gitlab.verdict.tracker.qmetry.suite.SuiteRun;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * A suite run that may contain stuck test case runs.
 *
 * @param suite the listed suite
 * @param suiteRun the suite run
 * @param automated whether its suite is automated
 * @param since the end of the day on which it started, in the last time zone; empty if it has not started
 * @param build the build of the last status change in it
 */
record StartedSuiteRun(
        Row suite, SuiteRun suiteRun, boolean automated, Optional<Instant> since, LastBuilds.LastBuild build) {}
