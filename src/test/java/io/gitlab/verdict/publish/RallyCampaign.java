package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.rally.Assumption;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Rally, with or without a test set. */
final class RallyCampaign implements CampaignTracker {
    private static final List<Assumption> ASSUMPTIONS = List.of(
            Assumption.BATCH_HOLDS_25_ENTRIES,
            Assumption.BATCH_IS_TRANSACTIONAL,
            Assumption.BATCH_ANSWERS_OUT_OF_ORDER,
            Assumption.SESSION_COOKIE_DEFEATS_KEY);

    private final RallyServer server;
    private final List<String> testCases;
    private final boolean testSet;
    private final OptionalInt batchSize;
    private final OptionalInt maxConcurrency;

    RallyCampaign(Path directory, Random random) {
        this.server = RallyServer.start(
                directory,
                ASSUMPTIONS.stream().filter(one -> random.nextInt(4) == 0).toArray(Assumption[]::new));
        this.testCases = server.testCases(1 + random.nextInt(30));
        this.testSet = random.nextInt(3) == 0;
        this.batchSize = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(40));
        this.maxConcurrency = OptionalInt.of(random.nextInt(3) > 0 ? 1 : 4);
        server.create("testset", Map.of("Name", "Sprint 1"));
    }

    @Override
    public String name() {
        return "rally";
    }

    @Override
    public List<String> testCases() {
        return testCases;
    }

    @Override
    public String unknownTestCase() {
        return "TC99999";
    }

    @Override
    public Map<String, String> settings() {
        String root = server.direct().toString();
        return testSet ? server.settings("url", root, "testSet", "Sprint 1") : server.settings("url", root);
    }

    @Override
    public Tracker open(Map<String, String> settings, Deadline deadline) {
        return new RallyTrackerFactory()
                .open(server.connection(settings, RallyServer.KEY, batchSize, maxConcurrency, deadline));
    }

    @Override
    public FakeTime time() {
        return server.time();
    }

    @Override
    public void inflict(Faults faults) {
        server.inflict(faults);
    }

    @Override
    public long leaks() {
        return server.leaks();
    }

    @Override
    public void spoilSome(Random random) {
        for (JsonNode held : server.results(Campaign.BUILD)) {
            if (random.nextBoolean()) {
                long id = held.path("ObjectID").asLong();
                server.update("testcaseresult", id, Map.of("Verdict", "Inconclusive"));
            }
        }
    }

    /** A result as Rally really holds it. */
    private record Held(String testCase, Instant date, String verdict, boolean tester, boolean testSet) {
        static Held of(JsonNode json) {
            return new Held(
                    json.path("TestCase").path("_refObjectName").asString("none"),
                    Instant.parse(json.path("Date").asString()),
                    json.path("Verdict").asString(),
                    json.path("Tester").isObject(),
                    json.path("TestSet").isObject());
        }
    }

    private List<Held> results() {
        return server.results(Campaign.BUILD).stream().map(Held::of).toList();
    }

    @Override
    public List<Object> held() {
        return List.copyOf(results());
    }

    @Override
    public List<Object> wanted(int place, Verdict verdict) {
        return List.of(new Held("Case " + place, Campaign.DATE.plusSeconds(place), verdict.text(), true, testSet));
    }

    @Override
    public void assertWrittenOnce(List<Object> wanted) {
        assertThat(results().stream().map(Held::date)).as("dates of results").doesNotHaveDuplicates();
    }

    @Override
    public List<String> attached() {
        Map<Long, String> places = server.results(Campaign.BUILD).stream()
                .collect(Collectors.toMap(
                        held -> held.path("ObjectID").asLong(),
                        held -> held.path("TestCase").path("_refObjectName").asString()));
        return server.query("attachment", "(ObjectID > 0)").stream()
                .map(one -> testCase(places.get(objectId(one.path("TestCaseResult")))) + " "
                        + new String(server.bytes(one.path("ObjectID").asString()), StandardCharsets.UTF_8))
                .toList();
    }

    private String testCase(String name) {
        return testCases.get(Integer.parseInt(name.replace("Case ", "")));
    }

    private static long objectId(JsonNode reference) {
        return Long.parseLong(reference.path("_ref").asString("/0").replaceFirst(".*/", ""));
    }

    @Override
    public void close() {
        server.close();
    }
}
