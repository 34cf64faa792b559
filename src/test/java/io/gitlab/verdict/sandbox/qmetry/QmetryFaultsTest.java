package io.gitlab.verdict.sandbox.qmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.sandbox.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What goes wrong with QMetry: what is answered, and what is stored. */
class QmetryFaultsTest {
    private static final String BULK = "/rest/execution/runstatus/bulkupdate";
    private static final int PASSED = 3282;

    @TempDir
    private Path directory;

    private final Time time = new Time();
    private QmetryFixture acme;

    @BeforeEach
    void start() throws IOException {
        acme = new QmetryFixture(directory, SeedData.standard(), QmetryFixture.options(OptionalInt.empty()), time);
    }

    @AfterEach
    void stop() {
        acme.close();
    }

    private List<StoredRun> runs() {
        return acme.runs("ACME-TS-1", "Chrome");
    }

    private HttpResponse<String> bulk(List<StoredRun> of) {
        return acme.send("PUT", BULK, QmetryFixture.body(of, PASSED, ""), acme.headers());
    }

    private long passed() {
        return runs().stream().filter(run -> run.status().equals("Passed")).count();
    }

    @ParameterizedTest
    @CsvSource({
        "throttled, 429, 0",
        "unavailable, 503, 0",
        "offlinePage, 200, 0",
        "redirect, 302, 0",
        "readOnly, 403, 0",
        "writesUnavailable, 503, 0",
        "expiredKey, 401, 0",
        "conflict, 200, 0",
        "batchLimit=7, 400, 0",
        "poisoned, 400, 0",
        "stuck, 200, 0",
        "stuckForever, 200, 0",
        "partialBatch, 200, 0",
        "wrongVerdict, 200, 0",
        "badGatewayAfter, 502, 8",
        "truncated, 200, 8",
        "batchLimit=8, 200, 8",
        "slow, 200, 8"
    })
    void answersAsTheFaultSaysAndStoresAsTheFaultSays(String fault, int status, long stored) {
        acme.inflict(fault);

        assertThat(bulk(runs()).statusCode()).isEqualTo(status);
        assertThat(passed()).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stuck", "stuckForever", "partialBatch", "wrongVerdict"})
    void saysSuccessThoughItIsNone(String fault) {
        acme.inflict(fault);

        assertThat(QmetryFixture.json(bulk(runs())).get("success").booleanValue())
                .isTrue();
        assertThat(passed()).isZero();
    }

    @Test
    void dropsTheConnectionBeforeOrAfter() {
        acme.inflict("droppedBefore");
        assertThatThrownBy(() -> bulk(runs())).isInstanceOf(UncheckedIOException.class);
        assertThat(passed()).isZero();

        acme.inflict("droppedAfter");
        assertThatThrownBy(() -> bulk(runs())).isInstanceOf(UncheckedIOException.class);
        assertThat(passed()).isEqualTo(8);
    }

    @Test
    void strikesSingleRunsOfABulkUpdateTheSameWayForTheSameSeed() {
        acme.inflict("partialBatch=0.5");
        bulk(runs());
        List<String> once = runs().stream().map(StoredRun::status).toList();
        acme.update(runs(), 3281, "");
        acme.inflict("");
        acme.update(runs(), 3281, "");
        acme.inflict("partialBatch=0.5");
        bulk(runs());

        assertThat(once).contains("Passed", "Not Run");
        assertThat(runs()).extracting(StoredRun::status).isEqualTo(once);
    }

    @Test
    void takesAPoisonedRunAlone() {
        acme.inflict("poisoned");

        assertThat(bulk(runs().subList(0, 1)).statusCode()).isEqualTo(200);
    }

    @Test
    void saysItIsQmetryThatIsOffline() {
        acme.inflict("offlinePage");

        assertThat(bulk(runs()).body()).contains("QMetry is under maintenance");
    }

    @Test
    void countsAKeyThatFollowsARedirect() {
        acme.send("GET", "/elsewhere/", null, acme.headers());

        assertThat(acme.sandbox.leaks()).isEqualTo(1);
    }

    @Test
    void readsAWriteOnlyWhenTheLagHasPassed() {
        acme.inflict("replicaLag=8s");
        bulk(runs());
        assertThat(seen()).isEqualTo("Not Run");
        assertThat(passed()).as("really").isEqualTo(8);

        time.pass(Duration.ofSeconds(8));
        assertThat(seen()).isEqualTo("Passed");
    }

    private String seen() {
        return list().at("/data/0/runStatus").asString();
    }

    private JsonNode list() {
        return acme.post(
                "/rest/execution/list/viewColumns",
                "{\"viewId\":65862,\"tsrunID\":\"" + runs().get(0).suiteRun() + "\"}");
    }

    @Test
    void losesTheLastPage() {
        acme.inflict("losesLastPage");

        assertThat(list().get("data")).isEmpty();
        assertThat(list().get("total").asInt()).isEqualTo(8);
    }

    @Test
    void refusesWhatIsAboveTheQuotaUntilTheNextHour() throws IOException {
        acme.close();
        acme = new QmetryFixture(directory, SeedData.standard(), QmetryFixture.options(OptionalInt.of(2)), time);

        assertThat(IntStream.range(0, 3)
                        .mapToObj(any -> bulk(runs()).statusCode())
                        .toList())
                .containsExactly(200, 200, 429);
        time.pass(Duration.ofHours(1));
        assertThat(bulk(runs()).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsAllWritesOfManyAtOnce() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            Callable<HttpResponse<String>> write = () -> bulk(runs());
            for (var answer : clients.invokeAll(Collections.nCopies(40, write))) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(runs()).allMatch(run -> run.statuses().size() == 40);
    }

    @Test
    void forgetsATornLastLineOnly() throws IOException {
        bulk(runs());
        acme.close();
        Files.writeString(directory.resolve("qmetry/journal.jsonl"), "[{\"event\":\"sta", StandardOpenOption.APPEND);
        start();
        assertThat(passed()).isEqualTo(8);
        bulk(runs());
        acme.close();
        start();

        assertThat(runs()).allMatch(run -> run.statuses().size() == 2);
    }

    @Test
    void refusesADamagedJournalAndLeavesItAlone() throws IOException {
        acme.close();
        Path file = directory.resolve("qmetry/journal.jsonl");
        String damaged = "nonsense\n" + Files.readString(file);
        Files.writeString(file, damaged);

        assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("Line 1 of");
        assertThat(file).hasContent(damaged);
    }
}
