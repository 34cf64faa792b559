package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer;
import io.gitlab.verdict.http.FaultyServer.Reply;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.sandbox.qmetry.SeedData;
import io.gitlab.verdict.sandbox.qmetry.Seeds;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What QMetry's lists leave open must neither keep results from being published nor hide a test case. */
class QMetryListsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUITE = "ACME-TS-7";
    private static final String RUNS = "/rest/execution/list/viewColumns";
    private static final int CASES = 59;

    @TempDir
    private Path directory;

    private QMetryServer server;
    private FaultyServer front;

    @BeforeEach
    void start() {
        SeedData.Suite suite = new SeedData.Suite(
                "Many", List.of("Chrome"), List.of("Sprint 1"), 101, 100 + CASES, List.of(), false, false);
        server = QMetryServer.start(directory, Seeds.standardWith("ACME", suite), Integer.MAX_VALUE);
        front = FaultyServer.before(server.url());
    }

    @AfterEach
    void stop() {
        front.close();
        server.close();
    }

    /** Changes each answer to a list of runs, which is asked with a body. */
    private void change(BiConsumer<ObjectNode, ObjectNode> change) {
        change(RUNS, change);
    }

    private void change(String path, BiConsumer<ObjectNode, ObjectNode> change) {
        front.script((seen, upstream) -> {
            Reply reply = upstream.pass(seen);
            if (!seen.uri().equals(path)) {
                return Optional.of(reply);
            }
            ObjectNode answer = (ObjectNode) JSON.readTree(reply.body());
            answer.remove("noOfUnarchivedRecord");
            change.accept((ObjectNode) JSON.readTree(seen.body()), answer);
            return Optional.of(Reply.json(answer.toString()));
        });
    }

    private Reconciliation publish(String... settings) throws IOException {
        List<String> all =
                new ArrayList<>(List.of("url", front.url().toString(), "testSuite", SUITE, "linkMissing", "true"));
        all.addAll(List.of(settings));
        List<Result> results = IntStream.rangeClosed(101, 100 + CASES)
                .mapToObj(i -> new Result(
                        new ResultKey("ACME-TC-" + i, Instant.parse("2026-11-21T20:15:03Z")),
                        Verdict.PASS,
                        Duration.ZERO,
                        "",
                        List.of(0)))
                .toList();
        try (Tracker tracker = server.tracker(all.toArray(String[]::new))) {
            return new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(new Publication("GitLab-4711", results), Reconciler.How.WRITE);
        }
    }

    private void assertPublished(Reconciliation done) {
        assertThat(done.results())
                .allSatisfy(one -> assertThat(one.state()).as(one.reason()).isEqualTo(State.PUBLISHED));
        assertThat(server.runs(SUITE))
                .hasSize(CASES)
                .extracting(StoredRun::status)
                .containsOnly("Passed");
    }

    private void assertKept(Reconciliation done) {
        assertThat(done.results()).allSatisfy(one -> assertThat(one.reason()).contains("tracker unavailable"));
        assertThat(done.retryable()).hasSize(CASES);
        assertThat(server.requests("/rest/testsuites/dolink/TCs")).isEmpty();
    }

    private static void keep(ObjectNode answer, int rows) {
        ArrayNode data = (ArrayNode) answer.path("data");
        while (data.size() > rows) {
            data.remove(data.size() - 1);
        }
    }

    @Test
    void readsAllPagesThoughNoTotalIsTold() throws IOException {
        change((asked, answer) -> answer.remove("total"));
        assertPublished(publish());
    }

    @Test
    void readsAllPagesThoughNeitherATotalNorWholePagesAreGiven() throws IOException {
        change((asked, answer) -> {
            answer.remove("total");
            keep(answer, 25);
        });
        assertPublished(publish());
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 7, 30, 49})
    void takesSmallerPagesThanAskedFor(int rows) throws IOException {
        change((asked, answer) -> keep(answer, rows));
        assertPublished(publish());
    }

    @Test
    void takesARowThatChangesBetweenTwoReadsForOne() throws IOException {
        AtomicInteger reads = new AtomicInteger();
        change((question, answer) -> {
            if (question.path("start").asInt() == 50 && reads.getAndIncrement() == 0) {
                keep(answer, 0);
            }
            answer.path("data").forEach(row -> ((ObjectNode) row).put("linkedDfCount", reads.get()));
        });
        assertPublished(publish());
        assertThat(server.requests("/rest/testsuites/dolink/TCs")).isEmpty();
    }

    @Test
    void takesTotalsThatAreTexts() throws IOException {
        change((asked, answer) -> answer.put("total", answer.path("total").asString()));
        assertPublished(publish());
    }

    @Test
    void goesByTheNumberOfAPageAsWell() throws IOException {
        front.script((seen, upstream) -> {
            if (!seen.uri().equals(RUNS)) {
                return Optional.of(upstream.pass(seen));
            }
            ObjectNode asked = (ObjectNode) JSON.readTree(seen.body());
            int limit = Math.min(25, asked.path("limit").asInt());
            asked.put("start", (asked.path("page").asInt() - 1) * limit).put("limit", limit);
            return Optional.of(upstream.pass(seen.withBody(asked.toString())));
        });
        assertPublished(publish());
    }

    @Test
    void doesNotWaitForArchivedRowsThatAreCountedButNeverGiven() throws IOException {
        change((asked, answer) -> answer.put("total", CASES + 3));
        Reconciliation done = publish();
        assertPublished(done);
        assertThat(done.findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("announced 62 rows and returned 59"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/execution/list/platformHome", "/rest/testsuites/list/viewColumns"})
    void doesNotWaitForArchivedRowsBesideASingleOne(String path) throws IOException {
        change(path, (asked, answer) -> answer.put("total", 4));
        Reconciliation done = publish();
        assertPublished(done);
        assertThat(done.findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("announced 4 rows and returned 1"));
    }

    @Test
    void doesNotWaitForArchivedRowsAfterASingleOneOnTheLastPage() throws IOException {
        change((asked, answer) ->
                keep(answer, Math.max(0, 51 - asked.path("start").asInt())));
        assertThat(publish().results().stream().filter(one -> one.state() == State.PUBLISHED))
                .hasSizeGreaterThanOrEqualTo(51);
    }

    @Test
    void doesNotWaitForArchivedRowsAfterAFullPageEither() throws IOException {
        change((asked, answer) -> {
            int start = asked.path("start").asInt();
            keep(answer, Math.max(0, 50 - start));
            answer.put("total", CASES);
        });
        Reconciliation done = publish();
        assertThat(done.results().stream().filter(one -> one.state() == State.PUBLISHED))
                .hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void neverTakesALostPageForTheEnd() throws IOException {
        change((asked, answer) -> {
            if (asked.path("start").asInt() + asked.path("limit").asInt() >= CASES) {
                keep(answer, 0);
            }
        });
        Reconciliation done = publish();
        assertKept(done);
        assertThat(done.results().get(0).reason())
                .contains("more rows than the 50", "Try again later", "administrator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"success\":true}", "{\"success\":true,\"data\":\"\"}", "{\"data\":null}", "{}"})
    void takesAnAnswerThatIsNoListForNone(String text) throws IOException {
        front.script((seen, upstream) -> Optional.of(seen.uri().equals(RUNS) ? Reply.json(text) : upstream.pass(seen)));
        assertKept(publish());
    }

    @Test
    void takesAnEmptyTextWithATotalForAnEmptyList() throws IOException {
        front.script((seen, upstream) -> {
            Reply reply = upstream.pass(seen);
            return Optional.of(
                    reply.body().contains("\"data\":[]")
                            ? Reply.json(reply.body().replace("\"data\":[]", "\"data\":\"\""))
                            : reply);
        });
        assertPublished(publish());
    }

    @Test
    void refusesTestCasesWhoseRunHasNoIdAlone() throws IOException {
        change((asked, answer) -> answer.path("data").forEach(row -> {
            if (row.path("entityKey").asString().equals("ACME-TC-103")) {
                ((ObjectNode) row).remove("tcRunID");
            }
        }));
        Reconciliation done = publish();
        assertThat(done.results())
                .allSatisfy(one -> assertThat(one.state())
                        .isEqualTo(
                                one.result().key().testCase().equals("ACME-TC-103")
                                        ? State.UNPUBLISHED
                                        : State.PUBLISHED));
        assertThat(done.results().get(2).reason()).contains("ACME-TC-103", "tcRunID");
        assertNoIdIsZero();
    }

    @ParameterizedTest
    @CsvSource({
        "/rest/execution/list/platformHome, tsRunID",
        "/rest/admin/drop/list, dropID",
        "/rest/search/result, tcVersionID"
    })
    void writesNothingWhereAnIdIsMissing(String path, String field) throws IOException {
        front.script((seen, upstream) -> {
            Reply reply = upstream.pass(seen);
            if (!seen.uri().equals(path)) {
                return Optional.of(reply);
            }
            ObjectNode answer = (ObjectNode) JSON.readTree(reply.body());
            answer.path("data").forEach(row -> ((ObjectNode) row).remove(field));
            return Optional.of(Reply.json(answer.toString()));
        });
        Reconciliation done = publish("testSuite", "ACME-TS-1", "build", "Alpha");
        assertThat(done.results())
                .allSatisfy(one -> assertThat(one.reason()).contains(field))
                .hasSize(CASES);
        assertNoIdIsZero();
        assertThat(server.requests("/rest/execution/runstatus/bulkupdate")).isEmpty();
    }

    private void assertNoIdIsZero() {
        assertThat(front.seen())
                .filteredOn(seen -> seen.method().equals("PUT"))
                .allSatisfy(seen -> assertThat(seen.body()).doesNotContainPattern("[\\[\",:]0[\\],\"}]"));
    }

    @Test
    void takesSuccessInAnyLetters() throws IOException {
        front.script((seen, upstream) -> {
            Reply reply = upstream.pass(seen);
            return Optional.of(new Reply(
                    reply.status(), reply.headers(), reply.body().replace("\"success\":true", "\"success\":\"True\"")));
        });
        assertPublished(publish());
    }
}
