package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.StuckExecution;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.ExecutionRepair;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.SeenExecution;
import io.gitlab.verdict.tracker.StuckExecutions;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Test case runs that wait for a status in executions that have begun. Not Run counts as no verdict where the suite is an
 * automated one: elsewhere it is a person's plan. A run waits since it got its status, or since its execution began.
 *
 * <p>Assumptions: {@code isAutomatedFlag} of an execution is that of its suite, and {@code startTime} is there as soon as
 * one of its runs got a status.
 */
final class QMetryStuckExecutions implements StuckExecutions {
    private final OpenApi api;
    private final QMetrySettings settings;
    private final TrackerConnection connection;
    private final Map<Long, BegunExecution> begun = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, Written> written = new HashMap<>();
    private Optional<ProjectInfo> found = Optional.empty();
    private Optional<LastBuilds> builds = Optional.empty();
    private Optional<StuckRunWriter> writer = Optional.empty();

    private record Written(String sweep, long status) {}

    QMetryStuckExecutions(OpenApi api, QMetrySettings settings, TrackerConnection connection) {
        this.api = api;
        this.settings = settings;
        this.connection = connection;
    }

    private ProjectInfo project() throws RefusedException, UnavailableException {
        if (found.isEmpty()) {
            found = Optional.of(ProjectInfo.read(api, settings.project()));
            builds = Optional.of(new LastBuilds(api, found.get()));
            writer = Optional.of(StuckRunWriter.of(api, found.get(), settings, connection.signature()));
        }
        return found.get();
    }

    @Override
    public List<Finding> seek(
            Set<String> verdicts, BiPredicate<String, String> container, Consumer<StuckExecution> sink)
            throws RefusedException, UnavailableException {
        Suites suites = new Suites(api, project());
        UntoldRuns untold = new UntoldRuns();
        for (Row suite : suites.list(Filter.NONE, "list the test suites")) {
            if (!suite.archived() && container.test(suite.text("entityKey"), suite.text("name"))) {
                for (Row execution : suites.executions(suite.id("tsID", "id"))) {
                    untold.listed(execution);
                    if (SuiteRun.archived(execution).isEmpty() && mayHold(execution, verdicts)) {
                        seek(suite, execution, verdicts, untold, sink);
                    }
                }
            }
        }
        return untold.findings(project().statuses().notRun(), verdicts);
    }

    /** An execution counts its runs by status, so that those without stuck ones need not be read. */
    private boolean mayHold(Row execution, Set<String> verdicts) throws RefusedException, UnavailableException {
        List<Status> all = project().statuses().everUsed();
        boolean automated = automated(execution);
        return all.stream().noneMatch(status -> execution.has(counter(status)))
                || all.stream()
                        .filter(status -> stuck(verdict(status, automated), verdicts))
                        .anyMatch(status -> execution.id(counter(status)) > 0);
    }

    private static String counter(Status status) {
        return "status_" + status.id();
    }

    private static boolean automated(Row execution) {
        return execution.flag("isAutomatedFlag");
    }

    private static boolean stuck(String verdict, Set<String> verdicts) {
        return verdict.isEmpty() || verdicts.contains(verdict);
    }

    private String verdict(Status status, boolean automated) {
        if (status.notRun() && automated) {
            return "";
        }
        boolean blocked = found.orElseThrow()
                .statuses()
                .of(Verdict.BLOCKED, settings.statuses())
                .equals(Optional.of(status));
        return blocked ? Verdict.BLOCKED.text() : status.name();
    }

    private void seek(Row suite, Row execution, Set<String> verdicts, UntoldRuns untold, Consumer<StuckExecution> sink)
            throws RefusedException, UnavailableException {
        SuiteRun suiteRun = SuiteRun.of(execution);
        List<Row> all = Runs.rows(api, project(), suiteRun.id(), Filter.NONE);
        List<Row> rows = Row.identified(all, "a test case run", "tcRunID", "tcrID").stream()
                .filter(row -> !row.flag("isTcArchived"))
                .filter(row -> stuck(verdict(row, automated(execution)), verdicts))
                .toList();
        if (!rows.isEmpty()) {
            BegunExecution place = new BegunExecution(
                    suite,
                    suiteRun,
                    automated(execution),
                    overAt(execution.text("startTime")),
                    builds.orElseThrow().of(suiteRun.id()));
            begun.put(suiteRun.id(), place);
            long undated = 0;
            for (Row row : rows) {
                Optional<Instant> since = waitingSince(row, place);
                if (since.isPresent()) {
                    StuckExecution stuck = execution(row, place, since.get());
                    keys.put(stuck.reference(), row.text("entityKey"));
                    sink.accept(stuck);
                } else {
                    undated++;
                }
            }
            if (all.stream().anyMatch(this::executed)) {
                untold.undated(undated, suite.text("entityKey"));
            }
        }
    }

    private boolean executed(Row row) {
        return status(row).filter(status -> !status.notRun()).isPresent();
    }

    private Optional<Status> status(Row row) {
        return found.orElseThrow().statuses().byIdEverUsed(row.id("runStatusID"));
    }

    private String verdict(Row row, boolean automated) {
        return status(row)
                .map(status -> verdict(status, automated))
                .orElseGet(() -> "unknown status " + row.id("runStatusID"));
    }

    /** Empty for a run that nobody has begun. */
    private Optional<Instant> waitingSince(Row row, BegunExecution place) throws RefusedException {
        Optional<Instant> executed = overAt(row.text("executedAt"));
        return executed.isPresent() ? executed : place.since();
    }

    private Optional<Instant> overAt(String date) throws RefusedException {
        if (date.isBlank()) {
            return Optional.empty();
        }
        Optional<Instant> over =
                new ShownDate(date).overAt(connection.deadline().now());
        if (over.isEmpty()) {
            throw new RefusedException("QMetry shows the date \"" + api.mask(date) + "\", which Verdict cannot read, so"
                    + " that nobody knows what is stuck. Let the key's owner choose another date format in QMetry.");
        }
        return over;
    }

    private StuckExecution execution(Row row, BegunExecution place, Instant since) {
        return new StuckExecution(
                place.suiteRun().id() + "/" + row.id("tcRunID", "tcrID"),
                Optional.of(row.text("entityKey")),
                verdict(row, place.automated()),
                place.build().name(),
                place.suite().text("entityKey"),
                place.suite().text("name"),
                Optional.empty(),
                since,
                Optional.of(settings.suite(place.suite().id("tsID", "id"))));
    }

    @Override
    public List<SeenExecution> look(Collection<String> references) throws RefusedException, UnavailableException {
        Map<Long, List<String>> bySuiteRun = new HashMap<>();
        for (String reference : references) {
            bySuiteRun
                    .computeIfAbsent(suiteRun(reference), id -> new ArrayList<>())
                    .add(reference);
        }
        List<SeenExecution> seen = new ArrayList<>();
        for (Map.Entry<Long, List<String>> one : bySuiteRun.entrySet()) {
            look(begun.get(one.getKey()), one.getValue(), seen);
        }
        return seen;
    }

    private static long suiteRun(String reference) {
        return Long.parseLong(reference.substring(0, reference.indexOf('/')));
    }

    private static long run(String reference) {
        return Long.parseLong(reference.substring(reference.indexOf('/') + 1));
    }

    private void look(BegunExecution place, List<String> references, List<SeenExecution> seen)
            throws RefusedException, UnavailableException {
        String filter = references.size() > 1 ? Filter.NONE : Filter.equal("entityKeyId", keys.get(references.get(0)));
        for (Row row : Runs.rows(api, project(), place.suiteRun().id(), filter)) {
            Instant since = waitingSince(row, place).orElse(Instant.EPOCH);
            StuckExecution execution = execution(row, place, since);
            if (references.contains(execution.reference())) {
                seen.add(seen(execution, row));
            }
        }
    }

    /** QMetry knows no versions. A run that has the status that it was given here was given it here. */
    private SeenExecution seen(StuckExecution execution, Row row) {
        Optional<String> sweep = Optional.ofNullable(written.get(execution.reference()))
                .filter(one -> one.status() == row.id("runStatusID"))
                .map(Written::sweep);
        return new SeenExecution(execution, 0, row.text("comment"), Optional.empty(), sweep);
    }

    /** Every run is of a test case. */
    @Override
    public Optional<String> objection(StuckExecution orphan, String testCase) {
        return Optional.empty();
    }

    @Override
    public Answer write(ExecutionRepair repair) {
        String reference = repair.seen().execution().reference();
        BegunExecution execution = begun.get(suiteRun(reference));
        Answer answer = writer.orElseThrow().write(repair, execution, run(reference));
        if (!(answer instanceof Answer.Refused)) {
            writer.orElseThrow()
                    .status(repair)
                    .ifPresent(status -> written.put(reference, new Written(repair.sweep(), status.id())));
        }
        return answer;
    }

    @Override
    public boolean sameScope(Map<String, String> other) {
        return QMetrySettings.url(other).equals(settings.url())
                && settings.project().equalsIgnoreCase(other.get("project"));
    }

    @Override
    public Duration replicaLag() {
        return settings.replicaLag();
    }

    @Override
    public void close() throws IOException {
        api.close();
    }
}
