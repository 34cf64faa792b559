package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.sandbox.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is stored otherwise than it was answered, or is not seen yet. */
class StoredFaultsTest {
    @TempDir
    private Path directory;

    private Outages tracker;

    @BeforeEach
    void start() throws IOException {
        tracker = new Outages(directory);
    }

    @AfterEach
    void stop() {
        tracker.close();
    }

    private JsonNode answeredResult(String build) {
        return Wire.json(tracker.create(build)).at("/CreateResult/Object");
    }

    private JsonNode stored() {
        return tracker.stored().get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stuck", "stuckForever"})
    void storesNoVerdictThoughTheAnswerShowsOne(String fault) {
        tracker.inflict(fault);

        JsonNode answer = answeredResult("b");

        assertThat(answer.get("Verdict").asString()).isEqualTo("Pass");
        assertThat(stored().get("Verdict").isNull()).isTrue();
        assertThat(tracker.seen().get(0).get("Verdict").isNull()).isTrue();
        assertThat(stored().get("ObjectID")).isEqualTo(answer.get("ObjectID"));
    }

    @Test
    void letsAnUpdateMendAStuckResultSoonerOrLater() {
        tracker.inflict("stuck=0.5", 3);
        IntStream.range(0, 20).forEach(build -> tracker.create("" + build));
        List<JsonNode> stuck = tracker.stored().stream()
                .filter(result -> result.get("Verdict").isNull())
                .toList();
        List<Integer> updates = stuck.stream().map(this::updatesUntilMended).toList();

        assertThat(stuck).hasSizeBetween(4, 16);
        assertThat(updates).contains(1).anyMatch(count -> count > 1);
    }

    private int updatesUntilMended(JsonNode result) {
        int updates = 0;
        do {
            updates++;
            assertThat(Wire.json(tracker.verdict(result, "Fail"))
                            .at("/OperationResult/Object/Verdict")
                            .asString())
                    .isEqualTo("Fail");
        } while (updates < 50
                && tracker.audit
                        .get(Wire.relative(result) + "?fetch=Verdict")
                        .at("/TestCaseResult/Verdict")
                        .isNull());
        return updates;
    }

    @Test
    void neverMendsWhatIsStuckForever() {
        tracker.inflict("stuckForever=0.3", 3);
        IntStream.range(0, 20).forEach(build -> tracker.create("" + build));
        List<JsonNode> before = tracker.stored();
        IntStream.range(0, 3).forEach(i -> before.forEach(result -> tracker.verdict(result, "Pass")));

        assertThat(Outages.texts(before, "Verdict"))
                .contains("null", "Pass")
                .isEqualTo(Outages.texts(tracker.stored(), "Verdict"));
    }

    @Test
    void storesNoTestCaseThoughTheAnswerShowsOneUntilAnUpdateSaysItAgain() {
        tracker.inflict("orphaned");
        JsonNode answer = answeredResult("b");

        assertThat(Wire.ref(answer.get("TestCase"))).isEqualTo(Wire.ref(tracker.testCase));
        assertThat(stored().get("TestCase").isNull()).isTrue();
        assertThat(lastVerdict()).isEqualTo("null");

        tracker.sandbox.inflict(Faults.NONE);
        tracker.verdict(answer, "Pass");

        assertThat(Wire.ref(stored().get("TestCase"))).isEqualTo(Wire.ref(tracker.testCase));
        assertThat(lastVerdict()).isEqualTo("Pass");
    }

    private String lastVerdict() {
        return tracker.audit
                .get(Wire.relative(tracker.testCase) + "?fetch=LastVerdict")
                .at("/TestCase/LastVerdict")
                .asString("null");
    }

    @Test
    void storesAnotherVerdictThanTheAnswerShows() {
        tracker.inflict("wrongVerdict");

        assertThat(answeredResult("b").get("Verdict").asString()).isEqualTo("Pass");
        assertThat(stored().get("Verdict").asString()).isIn("Fail", "Blocked", "Error", "Inconclusive");
    }

    @Test
    void keepsWhatIsStoredWronglyOverARestart() throws IOException {
        tracker.inflict("stuck,orphaned");
        tracker.create("b");
        tracker.close();
        tracker = new Outages(directory);

        assertThat(stored().get("Verdict").isNull()).isTrue();
        assertThat(stored().get("TestCase").isNull()).isTrue();
        assertThat(tracker.wire.send("GET", "/build?name=b", null).body()).contains("2026-01-05 10:15:30 UTC");
    }

    @Test
    void showsAWriteOnlyWhenItsReplicaHasIt() {
        tracker.create("early");
        tracker.inflict("replicaLag=8s");
        JsonNode answer = answeredResult("late");
        tracker.verdict(answer, "Fail");

        assertThat(tracker.storedBuilds()).containsExactly("early", "late");
        assertThat(Outages.texts(tracker.seen(), "Build")).containsExactly("early");
        assertThat(tracker.wire
                                .get(Wire.relative(answer))
                                .at("/OperationResult/Errors/0")
                                .asString()
                        + tracker.wire.get(Wire.relative(answer)))
                .contains("Cannot find object to read");

        tracker.time.pass(Duration.ofSeconds(8));

        assertThat(Outages.texts(tracker.seen(), "Verdict")).containsExactly("Pass", "Fail");
    }

    @Test
    void lagsDifferentlyForEachWriteAndTheSameForTheSameSeed() {
        List<Integer> first = sightings(5);
        List<Integer> again = sightings(5);

        assertThat(first).isEqualTo(again).isNotEqualTo(sightings(6));
        assertThat(first).allMatch(millis -> millis <= 8000).anyMatch(millis -> millis > 1000);
    }

    /** After how many milliseconds each of some writes is seen. */
    private List<Integer> sightings(long seed) {
        tracker.inflict("replicaLag", seed);
        return IntStream.range(0, 5)
                .map(i -> {
                    int before = tracker.seen().size();
                    tracker.create("b");
                    int waited = 0;
                    while (tracker.seen().size() == before) {
                        tracker.time.pass(Duration.ofMillis(500));
                        waited += 500;
                    }
                    return waited;
                })
                .boxed()
                .toList();
    }

    @Test
    void showsAllAtOnceWhenTheLagEnds() {
        tracker.inflict("replicaLag=1m");
        tracker.create("b");
        tracker.sandbox.inflict(Faults.NONE);

        assertThat(Outages.texts(tracker.seen(), "Build")).containsExactly("b");
    }

    @Test
    @Timeout(60)
    void replicatesAllThatManyConnectionsWrite() {
        tracker.inflict("replicaLag=1s,stuck=0.3,wrongVerdict=0.3");
        IntStream.range(0, 200).parallel().forEach(build -> {
            tracker.time.pass(Duration.ofMillis(10));
            tracker.create("" + build);
            tracker.seen();
        });
        tracker.time.pass(Duration.ofSeconds(1));

        assertThat(tracker.stored()).hasSize(200).isEqualTo(tracker.seen());
    }
}
