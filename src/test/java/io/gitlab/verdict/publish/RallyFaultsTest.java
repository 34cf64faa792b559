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
import io.gitlab.verdict.http.FaultyServer.Script;
import io.gitlab.verdict.http.FaultyServer.Seen;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.rally.Assumption;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Publishes to Rally's web service over HTTP while the way there, or Rally itself, fails. */
class RallyFaultsTest {
    private static final String BUILD = "GitLab-4711";
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    private RallyServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(Assumption... assumptions) {
        server = RallyServer.start(directory, assumptions);
    }

    private List<Result> results(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> result(server.testCase("Case " + i), Verdict.values()[i % 5]))
                .toList();
    }

    private static Result result(String testCase, Verdict verdict) {
        return new Result(new ResultKey(testCase, DATE), verdict, Duration.ofMillis(1_500), "notes", List.of(0));
    }

    private Reconciliation publish(List<Result> results, String... settings) {
        return publish(results, RallyServer.KEY, 5, settings);
    }

    private Reconciliation publish(List<Result> results, String key, int batchSize, String... settings) {
        try (Tracker tracker = new RallyTrackerFactory()
                .open(server.connection(server.settings(settings), key, OptionalInt.of(batchSize)))) {
            return new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(new Publication(BUILD, results), Reconciler.How.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Meets the first so many batches with a fault; everything else passes. */
    private void batches(int first, Script fault) {
        int[] seen = {0};
        server.front()
                .script((request, upstream) -> request.batch() && ++seen[0] <= first
                        ? fault.answer(request, upstream)
                        : Optional.of(upstream.pass(request)));
    }

    private static Reply edited(Reply reply, Consumer<JsonNode> edit) {
        return new Reply(reply.status(), reply.headers(), json(reply.body(), edit));
    }

    private static String json(String text, Consumer<JsonNode> edit) {
        JsonNode node = JSON.readTree(text);
        edit.accept(node);
        return node.toString();
    }

    @Test
    void warnsOfAFieldThatRallyLeavesOut() {
        start();

        Reconciliation done = publish(results(12), "fields.c_Gone", "Red");

        assertHeldOnceAndRight(done);
        assertThat(done.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.message()).contains("Ignored JSON element testcaseresult.c_Gone", "<rally><fields>");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Duration", "c_Team"})
    void warnsOfAValueThatIsNotStored(String attribute) {
        server = RallyServer.with(directory, List.of("TestCaseResult.c_Team: STRING"));
        batches(
                1,
                (seen, upstream) -> Optional.of(upstream.pass(seen.withBody(json(seen.body(), batch -> {
                    ObjectNode sent = (ObjectNode) batch.path("Batch").get(0).at("/Entry/Body/TestCaseResult");
                    sent.remove(attribute);
                })))));

        Reconciliation done = publish(results(2), "fields.c_Team", "Red");

        assertHeldOnceAndRight(done);
        assertThat(done.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.message())
                    .startsWith("Rally did not store " + attribute + " as it was sent, for 1 test cases: TC1.");
        });
    }

    private void assertHeldOnceAndRight(Reconciliation done) {
        assertThat(done.results())
                .allSatisfy(
                        status -> assertThat(status.state()).as(status.reason()).isEqualTo(State.PUBLISHED));
        assertToldTruly(done);
    }

    /** Each result is stored at most once, and exactly once and completely if it is reported as published. */
    private void assertToldTruly(Reconciliation done) {
        Map<String, List<JsonNode>> held = new HashMap<>();
        server.query("testcaseresult", "(Build = \"" + BUILD + "\")")
                .forEach(one -> held.computeIfAbsent(
                                one.path("TestCase").path("_refObjectName").asString() + one.path("Date"),
                                key -> new ArrayList<>())
                        .add(one));
        assertThat(held.values()).allSatisfy(one -> assertThat(one).hasSize(1));
        Map<String, JsonNode> byId = new HashMap<>();
        held.values()
                .forEach(one -> byId.put(
                        server.query("testcase", "(ObjectID = " + oid(one.get(0).path("TestCase")) + ")").stream()
                                .map(found -> found.path("FormattedID").asString())
                                .findFirst()
                                .orElse("orphan"),
                        one.get(0)));
        for (ResultStatus status : done.results()) {
            if (status.state() != State.UNPUBLISHED) {
                JsonNode one = byId.get(status.result().key().testCase());
                assertThat(one).as("held of %s", status).isNotNull();
                assertThat(one.path("Verdict").asString())
                        .isEqualTo(status.result().verdict().text());
                assertThat(one.path("Tester").isNull()).isFalse();
            }
        }
    }

    private static String oid(JsonNode reference) {
        String ref = reference.path("_ref").asString("/0");
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    enum Fault {
        DROPPED_BEFORE((seen, upstream) -> Optional.empty()),
        DROPPED_AFTER((seen, upstream) -> {
            upstream.pass(seen);
            return Optional.empty();
        }),
        BAD_GATEWAY_BEFORE((seen, upstream) -> Optional.of(Reply.html(502, "Bad Gateway"))),
        BAD_GATEWAY_AFTER((seen, upstream) -> {
            upstream.pass(seen);
            return Optional.of(Reply.html(502, "Bad Gateway"));
        }),
        OFFLINE_PAGE((seen, upstream) -> Optional.of(Reply.html(200, "<html>Rally is Offline</html>"))),
        TRUNCATED_ANSWER((seen, upstream) -> {
            Reply whole = upstream.pass(seen);
            return Optional.of(Reply.json(whole.body().substring(0, whole.body().length() / 2)));
        }),
        TOO_MANY_REQUESTS((seen, upstream) -> Optional.of(new Reply(429, Map.of("Retry-After", "3"), ""))),
        STRANGE_ANSWER((seen, upstream) -> {
            upstream.pass(seen);
            return Optional.of(Reply.json("{\"all\":\"well\",\"really\":true}"));
        }),
        EMPTY_RESULTS((seen, upstream) -> {
            upstream.pass(seen);
            return Optional.of(Reply.json("{\"BatchResult\":{\"Errors\":[],\"Warnings\":[],\"Results\":[]}}"));
        }),
        CONFLICT((seen, upstream) -> Optional.of(Reply.json("{\"BatchResult\":{\"Errors\":[\"Concurrency conflict:"
                + " [Object has been modified] - ConcurrencyConflictException\"],\"Results\":[]}}"))),
        NO_MEMORY_OF_THE_TEST_CASE((seen, upstream) -> {
            Reply whole = upstream.pass(seen);
            return Optional.of(edited(
                    whole,
                    node -> node.path("BatchResult")
                            .path("Results")
                            .forEach(one -> ((ObjectNode) one.path("Object")).remove("TestCase"))));
        });

        private final Script script;

        Fault(Script script) {
            this.script = script;
        }
    }

    @ParameterizedTest
    @EnumSource
    void publishesOnceInSpiteOf(Fault fault) {
        start();
        List<Result> results = results(12);
        batches(2, fault.script);

        assertHeldOnceAndRight(publish(results));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"BATCH_HOLDS_25_ENTRIES", "BATCH_IS_TRANSACTIONAL", "BATCH_ANSWERS_OUT_OF_ORDER"},
            value = Assumption.class)
    void publishesWhateverRallyDoesWithABatch(Assumption assumption) {
        start(assumption);
        List<Result> results = results(60);

        assertHeldOnceAndRight(publish(results, RallyServer.KEY, 60));
    }

    @Test
    void goesOnWhenManyAnswersAreLost() {
        start();
        List<Result> results = results(40);
        batches(7, Fault.DROPPED_AFTER.script);

        assertHeldOnceAndRight(publish(results));
        assertThat(server.front().batches()).hasSize(8);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"BATCH_IS_TRANSACTIONAL", "BATCH_ANSWERS_OUT_OF_ORDER", "QUERIES_ARE_CASE_SENSITIVE"},
            value = Assumption.class)
    void tellsWhichEntriesWereRefusedAndPublishesTheOthers(Assumption assumption) {
        start(assumption);
        List<Result> results = results(5);
        List<String> broken =
                List.of(results.get(1).key().testCase(), results.get(3).key().testCase());
        server.front()
                .script((seen, upstream) -> Optional.of(upstream.pass(
                        seen.batch() ? seen.withBody(json(seen.body(), node -> breakEntries(node, broken))) : seen)));

        Reconciliation done = publish(results);

        assertThat(done.results())
                .extracting(ResultStatus::state)
                .containsExactly(
                        State.PUBLISHED, State.UNPUBLISHED, State.PUBLISHED, State.UNPUBLISHED, State.PUBLISHED);
        assertThat(done.results().get(1).reason()).contains("Could not read referenced object null");
        assertThat(done.results().get(3).reason()).contains("Verdict");
        assertToldTruly(done);
    }

    /** One entry gets a tester that does not exist, the other a verdict. */
    private static void breakEntries(JsonNode batch, List<String> testCases) {
        for (JsonNode entry : batch.path("Batch")) {
            ObjectNode body = (ObjectNode) entry.path("Entry").path("Body").path("TestCaseResult");
            if (body.path("Notes").asString().contains(testCases.get(0) + " ")) {
                body.put("Tester", "/user/1");
            } else if (body.path("Notes").asString().contains(testCases.get(1) + " ")) {
                body.put("Verdict", "Splendid");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Verdict", "Tester", "TestCase"})
    void repairsWhatRallyStoredWithoutIts(String attribute) {
        server = RallyServer.lossy(directory);
        List<Result> results = results(7);
        losing(attribute);

        assertHeldOnceAndRight(publish(results));
        assertThat(server.results(BUILD)).hasSize(7);
    }

    @Test
    void putsWhatWasStoredOutsideOfTheTestSetIntoIt() {
        start();
        List<Result> results = results(7);
        long testSet = server.create("testset", Map.of("Name", "Sprint 1"));
        losing("TestSet");

        assertHeldOnceAndRight(publish(results, "testSet", "Sprint 1"));
        assertThat(server.results(BUILD))
                .hasSize(7)
                .extracting(one -> oid(one.path("TestSet")))
                .containsOnly(Long.toString(testSet));
    }

    private void losing(String attribute) {
        batches(
                1,
                (seen, upstream) -> Optional.of(upstream.pass(seen.withBody(json(
                        seen.body(),
                        node -> node.path("Batch")
                                .forEach(entry -> attributes(entry).remove(attribute)))))));
    }

    private static ObjectNode attributes(JsonNode entry) {
        return (ObjectNode) entry.path("Entry").path("Body").path("TestCaseResult");
    }

    @Test
    void waitsOutTheLagOfAReadReplica() {
        start();
        List<Result> results = results(7);
        Map<Long, Instant> createdAt = new HashMap<>();
        server.front().script((seen, upstream) -> {
            Reply reply = upstream.pass(seen);
            if (seen.batch()) {
                server.results(BUILD)
                        .forEach(one -> createdAt.putIfAbsent(
                                one.path("ObjectID").asLong(), server.time().instant()));
            }
            return Optional.of(seen.uri().contains("/testcaseresult?") ? lagging(reply, createdAt) : reply);
        });

        assertHeldOnceAndRight(publish(results));
        assertThat(server.front().batches()).hasSize(2);
    }

    private Reply lagging(Reply reply, Map<Long, Instant> createdAt) {
        Instant visible = server.time().instant().minusSeconds(7);
        return edited(reply, node -> {
            ObjectNode content = (ObjectNode) node.path("QueryResult");
            ArrayNode results = content.putArray("Results");
            for (JsonNode one : JSON.readTree(reply.body()).path("QueryResult").path("Results")) {
                if (!createdAt.get(one.path("ObjectID").asLong()).isAfter(visible)) {
                    results.add(one);
                }
            }
            content.put("TotalResultCount", results.size());
        });
    }

    @Test
    void namesTheKeyOnceWhenItIsWrongAndAsksNoMore() {
        start();
        List<Result> results = results(3);

        Reconciliation done = publish(results, "_wrong", 5);

        assertThat(done.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("HTTP 401")
                        .contains("VERDICT_API_KEY")
                        .doesNotContain("_wrong"));
        assertThat(done.results()).extracting(ResultStatus::state).containsOnly(State.UNPUBLISHED);
        assertThat(server.front().seen()).hasSize(1);
        assertThat(server.time().sleeps()).isEmpty();
    }

    @Test
    void stopsWritingWithAReadOnlyKey() {
        start();
        List<Result> results = results(12);

        Reconciliation done = publish(results, RallyServer.READ_ONLY_KEY, 5);

        assertThat(done.results())
                .allSatisfy(status ->
                        assertThat(status.reason()).contains("VERDICT_API_KEY").contains("Full Access"));
        assertThat(server.front().batches()).hasSize(1);
        assertThat(server.results(BUILD)).isEmpty();
    }

    @Test
    void stopsWritingWhenTheKeyStopsWorkingAmidThePublication() {
        start();
        List<Result> results = results(20);
        int[] batches = {0};
        server.front()
                .script((seen, upstream) -> seen.batch() && ++batches[0] > 1
                        ? Optional.of(Reply.json(
                                "{\"OperationResult\":{\"Errors\":[\"Not authorized to perform action: Invalid"
                                        + " key\"],\"Warnings\":[]}}"))
                        : Optional.of(upstream.pass(seen)));

        Reconciliation done = publish(results);

        assertThat(done.results().stream().filter(status -> status.state() == State.PUBLISHED))
                .hasSize(5);
        assertThat(done.results().stream().filter(status -> status.state() == State.UNPUBLISHED))
                .hasSize(15)
                .allSatisfy(status -> assertThat(status.reason()).contains("VERDICT_API_KEY"));
        assertThat(batches[0]).isEqualTo(2);
        assertToldTruly(done);
    }

    @Test
    void neverShowsTheKeyToAnotherHost() {
        start();
        List<Result> results = results(2);
        try (FaultyServer elsewhere = FaultyServer.alone((seen, upstream) -> Optional.of(Reply.json("{}")))) {
            server.front()
                    .script((seen, upstream) -> Optional.of(new Reply(
                            302,
                            Map.of(
                                    "Location",
                                    elsewhere.url().resolve(seen.uri()).toString()),
                            "")));

            Reconciliation done = publish(results);

            assertThat(done.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains("redirect"));
            assertThat(elsewhere.seen()).isEmpty();
        }
    }

    @Test
    void takesAStrangeListForNoListAndWritesNothing() {
        start();
        List<Result> results = results(2);
        server.front()
                .script((seen, upstream) -> Optional.of(
                        seen.uri().contains("/testcaseresult?")
                                ? Reply.json("{\"OperationResult\":{\"Errors\":[],\"Warnings\":[]}}")
                                : upstream.pass(seen)));

        Reconciliation done = publish(results);

        assertThat(done.results())
                .allSatisfy(status -> assertThat(status.reason()).contains("does not answer like Rally"));
        assertThat(server.front().batches()).isEmpty();
    }

    @Test
    void givesUpWithinTheDeadlineWhenRallyStaysAway() {
        start();
        List<Result> results = results(7);
        server.front()
                .script((seen, upstream) -> Optional.of(
                        seen.batch() || !server.front().batches().isEmpty()
                                ? Reply.html(503, "<h1>Rally is Offline</h1>")
                                : upstream.pass(seen)));

        Reconciliation done = publish(results);

        assertThat(done.results())
                .allSatisfy(status -> assertThat(status.reason())
                        .startsWith("tracker unavailable: ")
                        .contains("Rally is Offline"));
        assertThat(server.time().slept()).isLessThanOrEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void goesOnThroughAnOutageOfWritesAlone() {
        start();
        List<Result> results = results(7);
        batches(6, (seen, upstream) -> Optional.of(Reply.html(503, "busy")));

        assertHeldOnceAndRight(publish(results));
        assertThat(server.results(BUILD)).hasSize(7);
    }

    @Test
    void endsAnOutageOfWritesAloneAsOne() {
        start();
        List<Result> results = results(7);
        batches(1_000, (seen, upstream) -> Optional.of(Reply.html(503, "busy")));

        Reconciliation done = publish(results);

        assertThat(done.results())
                .allSatisfy(status -> assertThat(status.reason())
                        .startsWith("tracker unavailable: ")
                        .contains("HTTP 503", "busy"));
        assertThat(done.retryable()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitsAsLongAsAServerAsksThatTakesNoWrites(boolean asDate) {
        start();
        List<Result> results = results(3);
        List<Instant> sent = new ArrayList<>();
        server.front().script((seen, upstream) -> {
            if (!sent.isEmpty()) {
                sent.add(server.time().instant());
            }
            if (!seen.batch() || sent.size() > 1) {
                return Optional.of(upstream.pass(seen));
            }
            sent.add(server.time().instant());
            String until = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    server.time().instant().plusSeconds(47).atOffset(ZoneOffset.UTC));
            return Optional.of(new Reply(503, Map.of("Retry-After", asDate ? until : "47"), ""));
        });

        assertHeldOnceAndRight(publish(results));
        assertThat(Duration.between(sent.get(0), sent.get(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(46));
    }

    @Test
    void tellsThatRallyWentAwayAmidThePreflight() {
        start();
        List<Result> results = results(2);
        server.front()
                .script((seen, upstream) -> Optional.of(
                        seen.uri().contains("typedefinition") ? Reply.html(503, "busy") : upstream.pass(seen)));

        assertThat(publish(results).results())
                .allSatisfy(status -> assertThat(status.reason()).startsWith("tracker unavailable: "));
    }

    @Test
    void readsAgainWhenAPageIsLost() {
        start();
        List<Result> results = results(3);
        publish(results);
        int[] lost = {3};
        server.front()
                .script((seen, upstream) -> Optional.of(
                        seen.uri().contains("/testcaseresult?") && lost[0]-- > 0
                                ? Reply.json("{\"QueryResult\":{\"Errors\":[],\"TotalResultCount\":3,\"Results\":[]}}")
                                : upstream.pass(seen)));

        assertThat(publish(results).results()).extracting(ResultStatus::state).containsOnly(State.ALREADY_THERE);
    }

    @Test
    void callsRallyUnavailableThatLosesAPageForTwoMinutes() {
        start();
        List<Result> results = results(3);
        publish(results);
        server.inflict(Faults.parse("losesLastPage", 1));
        Duration before = server.time().slept();

        Reconciliation done = publish(results);

        assertThat(done.results())
                .allSatisfy(status -> assertThat(status.reason()).startsWith("tracker unavailable: "));
        assertThat(server.time().slept().minus(before)).isLessThanOrEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void publishesOnceWhenItIsRunTwice() {
        start();
        List<Result> results = results(7);
        publish(results);
        server.front().forget();

        Reconciliation again = publish(results);

        assertThat(again.results()).extracting(ResultStatus::state).containsOnly(State.ALREADY_THERE);
        assertThat(server.front().batches()).isEmpty();
        assertThat(server.results(BUILD)).hasSize(7);
    }

    @Test
    void publishesOutsideOfATestSetThatDoesNotTakeTheTestCaseAndSaysSo() {
        start();
        server.create("project", Map.of("Name", "Warehouse"));
        server.create("testset", Map.of("Name", "Sprint 1", "Project", ref("Shop")));
        Result here = result(server.testCase("Here", ref("Shop")), Verdict.PASS);
        Result there = result(server.testCase("There", ref("Warehouse")), Verdict.FAIL);

        Reconciliation done = publish(List.of(here, there), "testSet", "Sprint 1");

        assertHeldOnceAndRight(done);
        assertThat(done.findings())
                .extracting(Finding::message)
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("published without it: " + there.key().testCase()));
        Reconciliation again = publish(List.of(here, there), "testSet", "Sprint 1");
        assertThat(again.results()).extracting(ResultStatus::state).containsOnly(State.ALREADY_THERE);
        assertThat(server.results(BUILD)).hasSize(2);
    }

    private String ref(String project) {
        return "/project/"
                + server.query("project", "(Name = \"" + project + "\")")
                        .get(0)
                        .path("ObjectID")
                        .asString();
    }

    @Test
    void removesWhatAnotherJobStoredOfTheSame() {
        start();
        List<Result> results = results(5);
        server.front().script((seen, upstream) -> {
            if (seen.batch() && server.front().batches().size() == 1) {
                upstream.pass(seen);
            }
            return Optional.of(upstream.pass(seen));
        });

        assertHeldOnceAndRight(publish(results));
        assertThat(server.results(BUILD)).hasSize(5);
    }

    @Test
    void writesOneByOneWhereThereAreNoBatches() {
        start();
        List<Result> results = results(7);
        publish(results.subList(0, 2));
        server.results(BUILD)
                .forEach(held ->
                        server.update("testcaseresult", held.path("ObjectID").asLong(), Map.of("Verdict", "Error")));
        server.front().forget();
        server.inflict(Faults.parse("noBatch", 1));

        assertHeldOnceAndRight(publish(results));
        assertThat(server.front().batches()).hasSize(1);
    }

    @Test
    void writesOneByOneAndTellsWhichWereRefused() {
        start();
        List<Result> results = results(4);
        server.inflict(Faults.parse("noBatch", 1));
        String refused = results.get(1).key().testCase();
        server.front()
                .script((seen, upstream) -> Optional.of(upstream.pass(
                        !seen.batch() && seen.body().contains("verdict: " + refused + " ")
                                ? seen.withBody(json(
                                        seen.body(),
                                        node -> ((ObjectNode) node.path("TestCaseResult")).put("Verdict", "Splendid")))
                                : seen)));

        Reconciliation done = publish(results);

        assertThat(done.results())
                .extracting(ResultStatus::state)
                .containsExactly(State.PUBLISHED, State.UNPUBLISHED, State.PUBLISHED, State.PUBLISHED);
        assertThat(done.results().get(1).reason()).contains("Verdict");
    }

    @Test
    void findsTheEntryThatNoBatchTakesAndKeepsTheBatchesLarge() {
        start();
        List<Result> results = results(40);
        String poisoned = results.get(22).key().testCase();
        server.front()
                .script((seen, upstream) -> Optional.of(
                        seen.batch()
                                        && seen.body().contains("verdict: " + poisoned + " ")
                                        && seen.body().contains("},{\"Entry\"")
                                ? Reply.json(
                                        "{\"BatchResult\":{\"Errors\":[\"Could not update: Could not write changes in"
                                                + " Unit Of Work\"],\"Results\":[]}}")
                                : upstream.pass(seen)));

        assertHeldOnceAndRight(publish(results, RallyServer.KEY, 10));
        assertThat(server.front().batches()).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void remembersHowManyEntriesABatchMayHold() {
        start();
        List<Result> results = results(100);
        server.inflict(Faults.parse("batchLimit=7", 1));

        assertHeldOnceAndRight(publish(results, RallyServer.KEY, 25));
        assertThat(server.front().batches()).hasSizeLessThanOrEqualTo(3 + 100 / 6 + 4);
    }

    /** Random faults at random requests: nothing is stored twice or falsely reported as published. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void staysTrueUnderRandomFaults(int seed) {
        server = RallyServer.lossy(directory);
        Random random = new Random(seed);
        List<Result> results = results(15 + random.nextInt(15));
        UnaryOperator<Seen> lossy = seen -> random.nextInt(3) > 0
                ? seen
                : seen.withBody(json(seen.body(), node -> {
                    JsonNode entry = node.path("Batch").get(0).path("Entry").path("Body");
                    ((ObjectNode) entry.path("TestCaseResult"))
                            .remove(List.of("Verdict", "Tester", "TestCase").get(random.nextInt(3)));
                }));
        server.front().script((seen, upstream) -> {
            if (random.nextInt(3) > 0) {
                return Optional.of(upstream.pass(seen.batch() ? lossy.apply(seen) : seen));
            }
            Fault fault = Fault.values()[random.nextInt(seen.batch() ? Fault.values().length : 7)];
            return fault.script.answer(seen, upstream);
        });

        Reconciliation done = publish(results);

        assertThat(done.results()).hasSameSizeAs(results);
        assertToldTruly(done);
    }

    @Test
    void isolatesARefusedEntryThatStandsFirst() {
        start();
        List<Result> results = results(20);
        String refused = results.get(0).key().testCase();
        server.front()
                .script((seen, upstream) -> Optional.of(
                        seen.batch() && seen.body().contains("verdict: " + refused + " ")
                                ? Reply.json("{\"BatchResult\":{\"Errors\":[\"Validation error: no\"],\"Results\":[]}}")
                                : upstream.pass(seen)));

        Reconciliation done = publish(results, RallyServer.KEY, 10);

        assertThat(done.results().get(0).reason()).contains("Validation error: no");
        assertThat(done.results().subList(1, 20))
                .extracting(ResultStatus::state)
                .containsOnly(State.PUBLISHED);
    }

    @Test
    void takesNoResultOfAnotherTestSetForACopy() {
        start();
        List<Result> results = results(3);
        server.create("testset", Map.of("Name", "Sprint 1"));
        server.create("testset", Map.of("Name", "Sprint 2"));

        publish(results, "testSet", "Sprint 1");
        publish(results, "testSet", "Sprint 2");
        publish(results);
        publish(results, "testSet", "Sprint 1");

        assertThat(server.results(BUILD)).hasSize(9);
    }
}
