package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer;
import io.gitlab.verdict.http.FaultyServer.Reply;
import io.gitlab.verdict.http.FaultyServer.Seen;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.sandbox.qmetry.Assumption;
import io.gitlab.verdict.sandbox.qmetry.SeedData;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When QMetry says that the quota is used up, nothing more is asked, and the rest waits for a replay. */
class QMetryQuotaTest {
    private static final String BULK_UPDATE = "/rest/execution/runstatus/bulkupdate";
    private static final int CASES = 8;

    @TempDir
    private Path directory;

    private QMetryServer server;
    private FaultyServer front;

    private void start(int callsPerHour, Assumption... assumptions) {
        server = QMetryServer.start(directory, SeedData.standard(), callsPerHour, assumptions);
        front = FaultyServer.before(server.url());
    }

    @AfterEach
    void stop() {
        front.close();
        server.close();
    }

    private Reconciliation publish(Reconciler.How how) throws IOException {
        List<Result> results = IntStream.rangeClosed(1, CASES)
                .mapToObj(i -> new Result(
                        new ResultKey("ACME-TC-" + i, Instant.parse("2026-11-21T20:15:03Z")),
                        i % 2 == 0 ? Verdict.FAIL : Verdict.PASS,
                        Duration.ZERO,
                        "case " + i,
                        List.of(0)))
                .toList();
        try (Tracker tracker = server.tracker("url", front.url().toString())) {
            return new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(new Publication("GitLab-4711", results), how);
        }
    }

    private static void assertAll(Reconciliation done, State state) {
        assertThat(done.results())
                .allSatisfy(one -> assertThat(one.state()).as(one.reason()).isEqualTo(state));
    }

    private static void assertKept(Reconciliation done, String word) {
        assertAll(done, State.UNPUBLISHED);
        assertThat(done.retryable()).hasSize(CASES);
        assertThat(done.results())
                .extracting(ResultStatus::reason)
                .allSatisfy(reason -> assertThat(reason)
                        .contains("tracker unavailable", "quota", "mvn verdict:replay after the quota resets", word));
        assertThat(done.findings())
                .filteredOn(finding -> finding.message().contains("mvn verdict:replay after the quota resets"))
                .hasSize(1);
    }

    private void answerWrites(Reply reply) {
        front.script((seen, upstream) -> Optional.of(seen.uri().equals(BULK_UPDATE) ? reply : upstream.pass(seen)));
    }

    private Seen last() {
        return front.seen().get(front.seen().size() - 1);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "3, false", "3, true", "6, false", "6, true", "7, false", "7, true"})
    void asksNothingMoreAndAReplayCompletes(int calls, boolean toldWithStatus200) throws IOException {
        start(calls, toldWithStatus200 ? new Assumption[] {Assumption.QUOTA_HAS_STATUS_200} : new Assumption[] {});
        Instant begun = server.time().instant();

        Reconciliation done = publish(Reconciler.How.WRITE);

        assertKept(done, "CO.API_LIMIT_EXCEEDED");
        assertThat(front.seen()).hasSize(calls + 1);
        assertThat(Duration.between(begun, server.time().instant())).isLessThan(Duration.ofSeconds(10));

        reset();
        assertThat(publish(Reconciler.How.RESUME).complete()).isTrue();
        assertThat(server.runs("ACME-TS-1"))
                .filteredOn(run -> run.platform().equals("Chrome"))
                .filteredOn(run -> !run.statuses().isEmpty())
                .hasSize(CASES)
                .allSatisfy(run -> assertThat(run.statuses()).hasSize(1));
    }

    /** The same QMetry, with a new quota. */
    private void reset() {
        server.close();
        server = QMetryServer.start(directory, SeedData.standard(), Integer.MAX_VALUE);
        front.close();
        front = FaultyServer.before(server.url());
    }

    @Test
    void tellsWhatWasSentThoughItIsNotProven() throws IOException {
        start(Integer.MAX_VALUE);
        AtomicInteger writes = new AtomicInteger();
        front.script((seen, upstream) -> Optional.of(
                seen.uri().equals(BULK_UPDATE) && writes.incrementAndGet() > 3
                        ? Reply.of(429, "{\"success\":false,\"code\":\"CO.API_LIMIT_EXCEEDED\"}")
                        : upstream.pass(seen)));

        Reconciliation done = publish(Reconciler.How.WRITE);

        assertKept(done, "HTTP 429 CO.API_LIMIT_EXCEEDED");
        assertThat(last().uri()).isEqualTo(BULK_UPDATE);
        assertThat(done.results().stream().filter(one -> one.reason().contains("sent before that")))
                .hasSize(6);
        assertThat(done.findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.startsWith("6 of the unpublished results were sent"));
        assertThat(server.runs("ACME-TS-1"))
                .extracting(StoredRun::statuses)
                .filteredOn(statuses -> !statuses.isEmpty())
                .hasSize(6);

        front.script((seen, upstream) -> Optional.of(upstream.pass(seen)));
        Reconciliation replayed = publish(Reconciler.How.RESUME);
        assertThat(replayed.results())
                .extracting(ResultStatus::state)
                .containsOnly(State.PUBLISHED, State.ALREADY_THERE);
        assertThat(replayed.complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Too many requests", "{\"code\":\"CO.GENERAL_EXCEPTION\"}"})
    void takesAnyRefusalOfAWriteByStatus429ForTheQuota(String body) throws IOException {
        start(Integer.MAX_VALUE);
        answerWrites(Reply.of(429, body));
        assertKept(publish(Reconciler.How.WRITE), "HTTP 429");
        assertThat(last().uri()).isEqualTo(BULK_UPDATE);
        assertThat(front.seen())
                .filteredOn(seen -> seen.uri().equals(BULK_UPDATE))
                .hasSize(1);
    }

    @Test
    void tellsWhenTheQuotaResets() throws IOException {
        start(Integer.MAX_VALUE);
        answerWrites(new Reply(429, Map.of("Retry-After", "3600"), "{\"code\":\"CO.API_LIMIT_EXCEEDED\"}"));
        Instant begun = server.time().instant();
        Reconciliation done = publish(Reconciler.How.WRITE);
        assertKept(done, "resets, at " + begun.plusSeconds(3600).toString().substring(0, 16));
        assertThat(front.seen())
                .filteredOn(seen -> seen.uri().equals(BULK_UPDATE))
                .hasSize(1);
    }

    @Test
    void waitsOutWhatPassesInSeconds() throws IOException {
        start(Integer.MAX_VALUE);
        AtomicInteger requests = new AtomicInteger();
        front.script((seen, upstream) -> Optional.of(
                requests.incrementAndGet() % 3 == 0
                        ? new Reply(429, Map.of("Retry-After", "5"), "{\"code\":\"CO.API_LIMIT_EXCEEDED\"}")
                        : upstream.pass(seen)));
        assertAll(publish(Reconciler.How.WRITE), State.PUBLISHED);
    }

    @Test
    void readsOnAfterAThrottledReadThatTellsOfNoQuota() throws IOException {
        start(Integer.MAX_VALUE);
        AtomicInteger requests = new AtomicInteger();
        front.script((seen, upstream) ->
                Optional.of(requests.incrementAndGet() == 2 ? Reply.of(429, "slow down") : upstream.pass(seen)));
        assertAll(publish(Reconciler.How.WRITE), State.PUBLISHED);
    }

    @Test
    void takesALimitOfSizeForNoQuota() throws IOException {
        start(Integer.MAX_VALUE);
        answerWrites(Reply.of(400, "{\"success\":false,\"code\":\"CO.COMMENT_SIZE_LIMIT_EXCEEDED\"}"));
        Reconciliation done = publish(Reconciler.How.WRITE);
        assertThat(done.results()).allSatisfy(one -> assertThat(one.reason()).contains("SIZE_LIMIT"));
        assertThat(done.unavailable()).isFalse();
    }
}
