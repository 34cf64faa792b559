package io.gitlab.verdict.tracker.qmetry.sweep;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StuckResultDetails;
import io.gitlab.verdict.tracker.StuckResultRepair;
import io.gitlab.verdict.tracker.StuckResults;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.build.LastBuilds;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRuns;
import io.gitlab.verdict.tracker.qmetry.wire.Filter;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
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
import java.util.stream.Collectors;

/** Test case runs that wait for a status, identified as {@code tsRunID/tcRunID}. */
public final class QMetryStuckResults implements StuckResults {
    private final OpenApi api;
    private final QMetrySettings settings;
    private final TrackerConnection connection;
    private final Map<Long, StartedSuiteRun> suiteRuns = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, Written> written = new HashMap<>();
    private Optional<Sweep> sweep = Optional.empty();

    private record Written(String sweep, long status) {}

    /** Reader and writer of the whole sweep. */
    private record Sweep(StuckRunReader reader, StuckRunWriter writer) {}

    public QMetryStuckResults(OpenApi api, QMetrySettings settings, TrackerConnection connection) {
        this.api = api;
        this.settings = settings;
        this.connection = connection;
    }

    private Sweep sweep() throws RefusedException, UnavailableException {
        if (sweep.isEmpty()) {
            QMetryProject project = QMetryProject.read(api, settings.project());
            sweep = Optional.of(new Sweep(
                    new StuckRunReader(api, project, settings, connection.deadline()),
                    StuckRunWriter.of(api, project, settings, connection)));
        }
        return sweep.get();
    }

    @Override
    public Optional<String> obstacle(Verdict verdict) throws RefusedException, UnavailableException {
        return sweep().writer().obstacle(verdict);
    }

    @Override
    public List<Finding> find(Set<String> verdicts, BiPredicate<String, String> container, Consumer<StuckResult> sink)
            throws RefusedException, UnavailableException {
        StuckRunReader reader = sweep().reader();
        LastBuilds builds = new LastBuilds(api, reader.project());
        return new StuckRunSearch(api, reader, builds, verdicts, (started, stuck) -> {
                    suiteRuns.put(started.suiteRun().id(), started);
                    keys.put(stuck.reference(), stuck.testCase().orElseThrow());
                    sink.accept(stuck);
                })
                .run(container);
    }

    @Override
    public List<StuckResultDetails> details(Collection<String> references)
            throws RefusedException, UnavailableException {
        Map<Long, List<String>> bySuiteRun =
                references.stream().collect(Collectors.groupingBy(QMetryStuckResults::suiteRun));
        List<StuckResultDetails> found = new ArrayList<>();
        for (Map.Entry<Long, List<String>> one : bySuiteRun.entrySet()) {
            addDetails(suiteRuns.get(one.getKey()), one.getValue(), found);
        }
        return found;
    }

    private static long suiteRun(String reference) {
        return Long.parseLong(reference.substring(0, reference.indexOf('/')));
    }

    private static long run(String reference) {
        return Long.parseLong(reference.substring(reference.indexOf('/') + 1));
    }

    private void addDetails(StartedSuiteRun started, List<String> references, List<StuckResultDetails> found)
            throws RefusedException, UnavailableException {
        StuckRunReader reader = sweep().reader();
        String filter = references.size() > 1 ? Filter.NONE : Filter.equal("entityKeyId", keys.get(references.get(0)));
        for (Row row :
                TestCaseRuns.rows(api, reader.project(), started.suiteRun().id(), filter)) {
            Instant since = reader.waitingSince(row, started).orElse(Instant.EPOCH);
            StuckResult stuck = reader.stuckResult(row, started, since);
            if (references.contains(stuck.reference())) {
                found.add(details(stuck, row));
            }
        }
    }

    /** QMetry has no versions. If a run has the status that this sweep wrote, this sweep wrote it. */
    private StuckResultDetails details(StuckResult stuck, Row row) {
        Optional<String> by = Optional.ofNullable(written.get(stuck.reference()))
                .filter(one -> one.status() == row.id("runStatusID"))
                .map(Written::sweep);
        return new StuckResultDetails(stuck, 0, row.text("comment"), Optional.empty(), by);
    }

    /** None: every run belongs to a test case. */
    @Override
    public Optional<String> objection(StuckResult orphan, String testCase) {
        return Optional.empty();
    }

    @Override
    public Answer write(StuckResultRepair repair) {
        String reference = repair.seen().result().reference();
        StuckRunWriter writer = sweep.orElseThrow().writer();
        Answer answer = writer.write(repair, suiteRuns.get(suiteRun(reference)), run(reference));
        if (answer.mayBeApplied()) {
            written.put(
                    reference, new Written(repair.sweep(), writer.status(repair).id()));
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
