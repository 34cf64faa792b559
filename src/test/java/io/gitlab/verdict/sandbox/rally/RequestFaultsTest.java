package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RequestFaultsTest {
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

    private int status() {
        return tracker.create("b").statusCode();
    }

    @ParameterizedTest
    @CsvSource({
        "unavailable,503",
        "throttled,429",
        "redirect,302",
        "readOnly,401",
        "writesUnavailable,503",
        "offlinePage,200"
    })
    void answersWithAStatusAndAppliesNothing(String fault, int status) {
        tracker.inflict(fault);

        HttpResponse<String> answer = tracker.create("b");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith("<!DOCTYPE html>");
        assertThat(tracker.stored()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unavailable", "offlinePage", "throttled", "redirect", "truncated"})
    void strikesReadsToo(String fault) {
        tracker.inflict(fault);

        assertThatThrownBy(() -> tracker.wire.get("testcase")).isInstanceOf(AssertionError.class);
    }

    @Test
    void readsStillWorkWhenTheKeyMayOnlyRead() {
        tracker.inflict("readOnly");

        assertThat(tracker.wire
                        .get("testcase")
                        .at("/QueryResult/TotalResultCount")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"droppedBefore,0", "droppedAfter,1"})
    void closesTheConnectionWithoutAnAnswer(String fault, int stored) throws IOException {
        tracker.inflict(fault);

        assertThatThrownBy(() -> tracker.create("jdk"))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("EOF");
        assertThat(tracker.stored()).hasSize(stored);
        try (CloseableHttpClient apache =
                HttpClients.custom().disableAutomaticRetries().build()) {
            assertThatThrownBy(() -> apache.execute(
                            ClassicRequestBuilder.post(
                                            tracker.sandbox.url().resolve("slm/webservice/v2.0/defect/create"))
                                    .setHeader("ZSESSIONID", Wire.KEY)
                                    .setEntity(new StringEntity("{\"Defect\":{\"Name\":\"D\"}}"))
                                    .build(),
                            response -> response.getCode()))
                    .isInstanceOf(NoHttpResponseException.class);
        }
        assertThat(tracker.audit
                        .get("defect")
                        .at("/QueryResult/TotalResultCount")
                        .asInt())
                .isEqualTo(stored);
    }

    @Test
    void appliesAndThenAnswersWithBadGateway() {
        tracker.inflict("badGatewayAfter");

        assertThat(status()).isEqualTo(502);
        assertThat(tracker.storedBuilds()).containsExactly("b");
    }

    @Test
    void appliesAndThenCutsTheAnswer() {
        String whole = tracker.create("whole").body();
        tracker.inflict("truncated");

        HttpResponse<String> answer = tracker.create("cut");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().length()).isBetween(whole.length() / 2 - 5, whole.length() / 2 + 5);
        assertThatThrownBy(() -> Wire.json(answer)).isInstanceOf(AssertionError.class);
        assertThat(tracker.storedBuilds()).containsExactly("whole", "cut");
    }

    @Test
    void appliesAtOnceAndAnswersLate() {
        tracker.inflict("slow=7s");

        assertThat(status()).isEqualTo(200);
        assertThat(tracker.time.instant()).isEqualTo("2026-01-05T12:00:07Z");
        assertThat(tracker.stored().get(0).get("CreationDate").asString()).isEqualTo("2026-01-05T12:00:00.000Z");
    }

    @Test
    void tellsWhenToComeBackInSecondsOrAsADateOrNotAtAll() {
        tracker.inflict("throttled=3s");

        assertThat(IntStream.range(0, 30)
                        .mapToObj(i -> tracker.create("b")
                                .headers()
                                .firstValue("Retry-After")
                                .orElse("absent")))
                .containsOnly("absent", "3", "Mon, 5 Jan 2026 12:00:03 GMT")
                .contains("absent", "3", "Mon, 5 Jan 2026 12:00:03 GMT");
    }

    @Test
    void countsTheCredentialsThatFollowARedirectToAnotherHost() throws IOException, InterruptedException {
        tracker.inflict("redirect");
        URI target =
                URI.create(tracker.create("b").headers().firstValue("Location").orElseThrow());

        assertThat(target.getHost()).isEqualTo("localhost");
        assertThat(target.getPort()).isEqualTo(tracker.sandbox.url().getPort());
        HttpClient client = HttpClient.newHttpClient();
        client.send(HttpRequest.newBuilder(target).build(), HttpResponse.BodyHandlers.discarding());
        assertThat(tracker.sandbox.leaks()).isZero();
        client.send(
                HttpRequest.newBuilder(target).header("ZSESSIONID", "secret").build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(tracker.sandbox.leaks()).isEqualTo(1);
    }

    @Test
    void losesTheLastPageOfAQueryButCountsIt() {
        IntStream.range(0, 3).forEach(build -> tracker.create("" + build));
        tracker.inflict("losesLastPage");

        assertThat(tracker.wire
                        .query("testcaseresult", "(ObjectID > 0)", "&pagesize=2")
                        .get("Results"))
                .hasSize(2);
        JsonNode last = tracker.wire.query("testcaseresult", "(ObjectID > 0)", "&pagesize=2&start=3");
        assertThat(last.get("Results")).isEmpty();
        assertThat(last.get("TotalResultCount").asInt()).isEqualTo(3);
    }

    @Test
    void answersAWriteWithAConcurrencyConflictAndAppliesNothing() {
        tracker.inflict("conflict");

        HttpResponse<String> answer = tracker.create("b");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Wire.json(answer).at("/CreateResult/Errors/0").asString())
                .startsWith("Concurrency conflict: [Object has been modified since being read for update");
        assertThat(Wire.json(answer).at("/CreateResult").has("Object")).isFalse();
        assertThat(tracker.stored()).isEmpty();
    }

    private List<Integer> statuses() {
        return IntStream.range(0, 60).mapToObj(i -> status()).toList();
    }

    @Test
    void strikesTheSameRequestsForTheSameSeedOnly() {
        tracker.inflict("unavailable=0.2,throttled=0.2", 7);
        List<Integer> first = statuses();
        tracker.inflict("unavailable=0.2,throttled=0.2", 7);
        List<Integer> again = statuses();
        tracker.inflict("unavailable=0.2,throttled=0.2", 8);

        assertThat(first).isEqualTo(again).contains(200, 503, 429).isNotEqualTo(statuses());
        assertThat(first.stream().filter(status -> status == 503)).hasSizeBetween(3, 22);
    }

    @Test
    void neverStrikesAtRateZeroAndEndsAnOutageWhenTold() {
        for (Fault fault : Fault.values()) {
            if (fault != Fault.BATCH_LIMIT) {
                tracker.inflict(fault.word() + "=0");
                assertThat(status()).isEqualTo(200);
            }
        }
        tracker.inflict("unavailable");
        assertThat(status()).isEqualTo(503);
        tracker.sandbox.inflict(Faults.NONE);
        assertThat(status()).isEqualTo(200);

        assertThat(tracker.stored())
                .hasSize(Fault.values().length)
                .allSatisfy(
                        result -> assertThat(result.get("Verdict").asString()).isEqualTo("Pass"));
    }

    @Test
    void auditsWithTheKeyOnly() {
        assertThat(tracker.audit.send("GET", "testcase", null).statusCode()).isEqualTo(401);
    }
}
