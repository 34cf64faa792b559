package io.gitlab.verdict.tracker.qmetry.sweep;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.build.LastBuilds;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import io.gitlab.verdict.tracker.qmetry.suite.SuiteRun;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRuns;
import io.gitlab.verdict.tracker.qmetry.suite.TestSuites;
import io.gitlab.verdict.tracker.qmetry.wire.Filter;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * Searches started suite runs for test case runs that wait for a status. Not Run counts as no verdict only if the suite is
 * automated; otherwise it is a planned manual test.
 *
 * <p>Assumption: {@code isAutomatedFlag} of a suite run is that of its suite.
 */
final class StuckRunSearch {
    private final OpenApi api;
    private final StuckRunReader reader;
    private final LastBuilds builds;
    private final Set<String> verdicts;
    private final BiConsumer<StartedSuiteRun, StuckResult> sink;
    private final SearchFindings findings = new SearchFindings();

    /** @param verdicts verdicts that count as none */
    StuckRunSearch(
            OpenApi api,
            StuckRunReader reader,
            LastBuilds builds,
            Set<String> verdicts,
            BiConsumer<StartedSuiteRun, StuckResult> sink) {
        this.api = api;
        this.reader = reader;
        this.builds = builds;
        this.verdicts = verdicts;
        this.sink = sink;
    }

    /**
     * Searches all suite runs of the selected suites.
     *
     * @param container selects suites by key and name
     * @return findings about runs that could not be judged
     */
    List<Finding> run(BiPredicate<String, String> container) throws RefusedException, UnavailableException {
        TestSuites suites = new TestSuites(api, reader.project());
        for (Row suite : suites.list(Filter.NONE, "list the test suites")) {
            if (!suite.archived() && container.test(suite.text("entityKey"), suite.text("name"))) {
                search(suite, suites.suiteRuns(suite.id("tsID", "id")));
            }
        }
        return findings.findings(reader.project().statuses().notRun(), verdicts);
    }

    private void search(Row suite, List<Row> suiteRuns) throws RefusedException, UnavailableException {
        for (Row row : suiteRuns) {
            findings.listed(row);
            if (SuiteRun.archived(row).isEmpty() && mayContainStuck(row)) {
                search(suite, row);
            }
        }
    }

    /** Whether a suite run may contain stuck runs, by its number of runs per status; if not, its runs need not be read. */
    private boolean mayContainStuck(Row row) {
        List<Status> all = reader.project().statuses().everUsed();
        boolean automated = automated(row);
        return all.stream().noneMatch(status -> row.has(counter(status)))
                || all.stream()
                        .filter(status -> stuck(reader.verdict(status, automated)))
                        .anyMatch(status -> row.id(counter(status)) > 0);
    }

    private static String counter(Status status) {
        return "status_" + status.id();
    }

    private static boolean automated(Row row) {
        return row.flag("isAutomatedFlag");
    }

    private boolean stuck(String verdict) {
        return verdict.isEmpty() || verdicts.contains(verdict);
    }

    private void search(Row suite, Row row) throws RefusedException, UnavailableException {
        SuiteRun suiteRun = SuiteRun.of(row);
        boolean automated = automated(row);
        List<Row> all = TestCaseRuns.rows(api, reader.project(), suiteRun.id(), Filter.NONE);
        List<Row> stuck = Row.identified(all, "a test case run", "tcRunID", "tcrID").stream()
                .filter(run -> !run.flag("isTcArchived"))
                .filter(run -> stuck(reader.verdict(run, automated)))
                .toList();
        if (stuck.isEmpty()) {
            return;
        }
        StartedSuiteRun started = new StartedSuiteRun(
                suite, suiteRun, automated, reader.endOfDay(row.text("startTime")), builds.of(suiteRun.id()));
        int dated = report(stuck, started);
        if (all.stream().anyMatch(reader::executed)) {
            findings.undated(stuck.size() - dated, suite.text("entityKey"));
        }
    }

    /** Passes the dated runs to the sink, and returns their number. */
    private int report(List<Row> stuck, StartedSuiteRun started) throws RefusedException {
        int dated = 0;
        for (Row row : stuck) {
            Optional<Instant> since = reader.waitingSince(row, started);
            if (since.isPresent()) {
                sink.accept(started, reader.stuckResult(row, started, since.get()));
                dated++;
            }
        }
        return dated;
    }
}
