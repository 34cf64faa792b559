package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer;
import io.gitlab.verdict.reconcile.DryTracker;
import io.gitlab.verdict.reconcile.LimitedTracker;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishes to QMetry over HTTP where test cases must be linked to the suite first. ACME-TS-1 holds ACME-TC-1 to 8. */
class QMetryLinkingTest {
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");
    private static final String LINK = "/rest/testsuites/dolink/TCs";
    private static final String BULK_UPDATE = "/rest/execution/runstatus/bulkupdate";
    private static final FaultyServer.Reply NOT_LINKED =
            FaultyServer.Reply.of(400, "{\"success\":false,\"code\":\"CO.LINK_ENTITY_FAIL\"}");

    @TempDir
    private Path directory;

    private QMetryServer server;
    private FaultyServer way;

    @BeforeEach
    void start() {
        server = QMetryServer.start(directory);
        way = FaultyServer.before(server.url());
    }

    @AfterEach
    void stop() {
        way.close();
        server.close();
    }

    private static List<Result> results(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> new Result(
                        new ResultKey("ACME-TC-" + i, DATE), Verdict.PASS, Duration.ofSeconds(1), "", List.of(0)))
                .toList();
    }

    private Reconciliation publish(List<Result> results, String... settings) throws IOException {
        try (Tracker tracker = tracker(settings)) {
            return reconcile(tracker, results, Reconciler.How.WRITE);
        }
    }

    private Reconciliation limited(int most, Reconciler.How how, List<Result> results, String... settings)
            throws IOException {
        try (Tracker tracker = new LimitedTracker(tracker(settings), most)) {
            return reconcile(tracker, results, how);
        }
    }

    private Reconciliation limitedDry(int most, List<Result> results, String... settings) throws IOException {
        try (Tracker tracker = new DryTracker(new LimitedTracker(tracker(settings), most))) {
            return reconcile(tracker, results, Reconciler.How.WRITE);
        }
    }

    private Tracker tracker(String... settings) {
        String[] all = IntStream.range(0, settings.length + 4)
                .mapToObj(i -> i < settings.length ? settings[i] : "")
                .toArray(String[]::new);
        all[settings.length] = "url";
        all[settings.length + 1] = way.url().toString();
        all[settings.length + 2] = "linkMissing";
        all[settings.length + 3] = "true";
        return server.tracker(all);
    }

    private Reconciliation reconcile(Tracker tracker, List<Result> results, Reconciler.How how) {
        return new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                .reconcile(new Publication("GitLab-4711", results), how);
    }

    private static void assertState(Reconciliation done, int first, int last, State state) {
        assertThat(done.results().subList(first - 1, last))
                .allSatisfy(status ->
                        assertThat(status.state()).as(status.toString()).isEqualTo(state));
    }

    private List<String> held() {
        return server.runs("ACME-TS-1").stream()
                .filter(run -> run.platform().equals("Chrome") && run.status().equals("Passed"))
                .map(StoredRun::testCase)
                .toList();
    }

    private long sent(String path) {
        return way.seen().stream().filter(one -> one.uri().equals(path)).count();
    }

    /** What is asked at a path is answered so, or not at all. */
    private void answer(String path, Optional<FaultyServer.Reply> reply) {
        way.script((seen, upstream) -> seen.uri().equals(path) ? reply : Optional.of(upstream.pass(seen)));
    }

    @Test
    void publishesTheOthersWhenNothingCanBeLinked() throws IOException {
        answer(LINK, Optional.of(NOT_LINKED));
        Reconciliation done = publish(results(1, 15));

        assertState(done, 1, 8, State.PUBLISHED);
        assertState(done, 9, 15, State.UNPUBLISHED);
        assertThat(done.results().subList(9, 15))
                .allSatisfy(status -> assertThat(status.reason()).contains("CO.LINK_ENTITY_FAIL"));
        assertThat(held()).hasSize(8);
        assertThat(sent(LINK)).isLessThanOrEqualTo(8 * 11);
    }

    @Test
    void linksTheOthersWhenOneTestCaseCannotBeLinked() throws IOException {
        String version = version("ACME-TC-12");
        way.script((seen, upstream) -> seen.uri().equals(LINK) && seen.body().contains(version)
                ? Optional.of(NOT_LINKED)
                : Optional.of(upstream.pass(seen)));
        Reconciliation done = publish(results(1, 15));

        assertThat(done.results().stream()
                        .filter(status -> status.state() == State.UNPUBLISHED)
                        .map(status -> status.result().key().testCase()))
                .containsExactly("ACME-TC-9", "ACME-TC-12");
        assertThat(held()).contains("ACME-TC-11", "ACME-TC-13", "ACME-TC-15");
    }

    private String version(String testCase) throws IOException {
        answer(LINK, Optional.of(NOT_LINKED));
        publish(results(12, 12));
        String version = way.seen().stream()
                .filter(one -> one.uri().equals(LINK))
                .findFirst()
                .orElseThrow()
                .body()
                .replaceAll(".*\\[(\\d+)].*", "$1");
        way.forget();
        return version;
    }

    @Test
    void publishesTheOthersWhenLinkingIsNotAnswered() throws IOException {
        answer(LINK, Optional.empty());
        Reconciliation done = publish(results(1, 8));
        assertState(done, 1, 8, State.PUBLISHED);

        Reconciliation more = publish(results(1, 10));
        assertState(more, 1, 8, State.ALREADY_THERE);
        assertState(more, 10, 10, State.UNPUBLISHED);
    }

    @Test
    void linksOnceThoughTheRunsStayInvisible() throws IOException {
        server.inflict("replicaLag=1:8s", 7);
        assertState(publish(results(10, 12), "replicaLag", "8s"), 1, 3, State.PUBLISHED);

        assertThat(sent(LINK)).isEqualTo(1);
        assertThat(sent(BULK_UPDATE)).isEqualTo(1);
    }

    @Test
    void linksOnceThoughTheFirstStatusIsRefusedWhileTheRunsAreInvisible() throws IOException {
        server.inflict("replicaLag=1:8s", 7);
        AtomicBoolean first = new AtomicBoolean(true);
        way.script((seen, upstream) -> seen.uri().equals(BULK_UPDATE) && first.getAndSet(false)
                ? Optional.of(FaultyServer.Reply.of(400, "{\"success\":false,\"code\":\"CO.GENERAL_EXCEPTION\"}"))
                : Optional.of(upstream.pass(seen)));
        assertState(publish(results(10, 10), "replicaLag", "8s"), 1, 1, State.PUBLISHED);

        assertThat(sent(LINK)).isEqualTo(1);
    }

    @Test
    void linksOnceThoughTheAnswerIsLostAndTellsNoRuns() throws IOException {
        server.inflict("replicaLag=1:8s", 7);
        way.script((seen, upstream) -> {
            FaultyServer.Reply reply = upstream.pass(seen);
            return seen.uri().equals(LINK) ? Optional.empty() : Optional.of(reply);
        });
        assertState(publish(results(10, 12), "replicaLag", "8s"), 1, 3, State.PUBLISHED);

        assertThat(sent(LINK)).isEqualTo(1);
    }

    @Test
    void findsTheNewRunsThoughTheAnswerTellsNone() throws IOException {
        way.script((seen, upstream) -> {
            FaultyServer.Reply reply = upstream.pass(seen);
            return Optional.of(seen.uri().equals(LINK) ? FaultyServer.Reply.json("{\"success\":true}") : reply);
        });
        assertState(publish(results(1, 8), "platform", "all"), 1, 8, State.PUBLISHED);
        assertState(publish(results(10, 12), "platform", "all"), 1, 3, State.PUBLISHED);
        assertThat(sent(LINK)).isEqualTo(1);
    }

    @Test
    void givesUpATestCaseThatIsLinkedAndNeverGetsARun() throws IOException {
        answer(LINK, Optional.of(FaultyServer.Reply.json("{\"success\":true}")));
        Reconciliation done = publish(results(10, 10));

        assertState(done, 1, 1, State.UNPUBLISHED);
        assertThat(done.results().get(0).reason()).contains("did not persist");
        assertThat(sent(LINK)).isEqualTo(4);
    }

    /** Two executions hold what is linked to the suite, and one is chosen. */
    @Test
    void countsTheRunsThatLinkingCreatesWhereverTheyAre() throws IOException {
        assertThat(limited(6, Reconciler.How.WRITE, results(8, 12))
                        .results()
                        .get(0)
                        .reason())
                .contains("nothing was written, because 7 objects would be changed, and <maxWrites> allows 6");
        assertThat(sent(LINK) + sent(BULK_UPDATE)).isZero();

        assertState(limited(7, Reconciler.How.WRITE, results(8, 12)), 3, 5, State.PUBLISHED);
        assertThat(server.runs("ACME-TS-1")).hasSize(2 * 11);
    }

    @Test
    void countsTheBuildThatIsCreated() throws IOException {
        String[] creating = {"createBuild", "true"};
        assertThat(limited(8, Reconciler.How.WRITE, results(1, 8), creating).results())
                .allSatisfy(status -> assertThat(status.reason()).contains("9 objects"));
        assertThat(server.requests("/rest/admin/drops")).isEmpty();

        assertState(limited(9, Reconciler.How.WRITE, results(1, 8), creating), 1, 8, State.PUBLISHED);
    }

    @Test
    void countsAttachments() throws IOException {
        Result plain = results(1, 1).get(0);
        Result withFile = new Result(
                plain.key(),
                plain.verdict(),
                plain.duration(),
                plain.notes(),
                plain.executions(),
                List.of(new Attachment("log.txt", 3, "a".repeat(64), "a.B.c")));
        assertThat(limited(1, Reconciler.How.WRITE, List.of(withFile))
                        .results()
                        .get(0)
                        .reason())
                .contains("2 objects");
    }

    @Test
    void tellsInADryRunWhatWouldBeLinkedAndThatItWouldBeTooMuch() throws IOException {
        Reconciliation dry = limitedDry(7, results(8, 12), "createBuild", "true");

        assertThat(dry.findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("ACME-TC-10, ACME-TC-11, ACME-TC-12")
                        && message.contains("6 runs in its 2 suite runs"))
                .anyMatch(message -> message.contains("A build would be created"))
                .contains("Nothing would be written, because 8 objects would be changed, and <maxWrites> allows 7.");
        assertThat(sent(LINK) + sent(BULK_UPDATE)).isZero();
        assertThat(limitedDry(8, results(8, 12), "createBuild", "true").findings())
                .noneMatch(finding -> finding.message().contains("maxWrites"));
    }
}
