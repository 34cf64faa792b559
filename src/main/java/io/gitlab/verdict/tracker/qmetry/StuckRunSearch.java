package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * Looks for test case runs that wait for a status in executions that have begun. Not Run counts as no verdict where the
 * suite is an automated one: elsewhere it is a person's plan.
 *
 * <p>Assumption: {@code isAutomatedFlag} of an execution is that of its suite.
 */
final class StuckRunSearch {
    private final OpenApi api;
    private final RunReading reading;
    private final LastBuilds builds;
    private final Set<String> verdicts;
    private final BiConsumer<BegunExecution, StuckResult> sink;
    private final UntoldRuns untold = new UntoldRuns();

    /** @param verdicts that count as none */
    StuckRunSearch(
            OpenApi api,
            RunReading reading,
            LastBuilds builds,
            Set<String> verdicts,
            BiConsumer<BegunExecution, StuckResult> sink) {
        this.api = api;
        this.reading = reading;
        this.builds = builds;
        this.verdicts = verdicts;
        this.sink = sink;
    }

    /**
     * Looks through all executions of all suites that pass.
     *
     * @param container is given a suite's key and name
     * @return what a person must know
     */
    List<Finding> run(BiPredicate<String, String> container) throws RefusedException, UnavailableException {
        Suites suites = new Suites(api, reading.project());
        for (Row suite : suites.list(Filter.NONE, "list the test suites")) {
            if (!suite.archived() && container.test(suite.text("entityKey"), suite.text("name"))) {
                lookAt(suite, suites.executions(suite.id("tsID", "id")));
            }
        }
        return untold.findings(reading.project().statuses().notRun(), verdicts);
    }

    private void lookAt(Row suite, List<Row> executions) throws RefusedException, UnavailableException {
        for (Row execution : executions) {
            untold.listed(execution);
            if (SuiteRun.archived(execution).isEmpty() && mayHold(execution)) {
                lookAt(suite, execution);
            }
        }
    }

    /** An execution counts its runs by status, so that those without stuck ones need not be read. */
    private boolean mayHold(Row execution) {
        List<Status> all = reading.project().statuses().everUsed();
        boolean automated = automated(execution);
        return all.stream().noneMatch(status -> execution.has(counter(status)))
                || all.stream()
                        .filter(status -> stuck(reading.verdict(status, automated)))
                        .anyMatch(status -> execution.id(counter(status)) > 0);
    }

    private static String counter(Status status) {
        return "status_" + status.id();
    }

    private static boolean automated(Row execution) {
        return execution.flag("isAutomatedFlag");
    }

    private boolean stuck(String verdict) {
        return verdict.isEmpty() || verdicts.contains(verdict);
    }

    private void lookAt(Row suite, Row execution) throws RefusedException, UnavailableException {
        SuiteRun suiteRun = SuiteRun.of(execution);
        boolean automated = automated(execution);
        List<Row> all = Runs.rows(api, reading.project(), suiteRun.id(), Filter.NONE);
        List<Row> stuck = Row.identified(all, "a test case run", "tcRunID", "tcrID").stream()
                .filter(row -> !row.flag("isTcArchived"))
                .filter(row -> stuck(reading.verdict(row, automated)))
                .toList();
        if (stuck.isEmpty()) {
            return;
        }
        BegunExecution place = new BegunExecution(
                suite, suiteRun, automated, reading.overAt(execution.text("startTime")), builds.of(suiteRun.id()));
        int dated = tell(stuck, place);
        if (all.stream().anyMatch(reading::executed)) {
            untold.undated(stuck.size() - dated, suite.text("entityKey"));
        }
    }

    /** Returns how many have a date. */
    private int tell(List<Row> stuck, BegunExecution place) throws RefusedException {
        int dated = 0;
        for (Row row : stuck) {
            Optional<Instant> since = reading.waitingSince(row, place);
            if (since.isPresent()) {
                sink.accept(place, reading.execution(row, place, since.get()));
                dated++;
            }
        }
        return dated;
    }
}
