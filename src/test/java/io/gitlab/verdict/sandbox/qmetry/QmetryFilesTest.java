package io.gitlab.verdict.sandbox.qmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Files at runs: attached, listed, given out, taken away. */
class QmetryFilesTest {
    @TempDir
    private Path directory;

    private QmetryFixture acme;

    @BeforeEach
    void start() throws IOException {
        acme = QmetryFixture.start(directory);
    }

    @AfterEach
    void stop() {
        acme.close();
    }

    @Test
    void keepsCommentsAndFilesOfARun() {
        StoredRun run = acme.runs("ACME-TS-1", "Chrome").get(0);
        acme.put(
                "/rest/execution/updaterun",
                "{\"type\":\"TCR\",\"field\":\"comment\",\"fieldVal\":\"see log\",\"entityId\":" + run.run() + "}");
        JsonNode attached = acme.attach(run, "log \"1\".txt", "first line\r\n--second");

        assertThat(attached.at("/data/0/size").asInt()).isEqualTo(20);
        assertThat(acme.runs("ACME-TS-1", "Chrome").get(0))
                .extracting(StoredRun::comment, StoredRun::attachments)
                .containsExactly("see log", List.of("log %221%22.txt"));
    }

    @Test
    void listsAndUnlinksTheFilesOfARun() {
        StoredRun run = acme.runs("ACME-TS-1", "Chrome").get(0);
        acme.attach(run, "a.log", "first");
        long second = acme.attach(run, "b.log", "second").at("/data/0/id").asLong();
        String ofRun = "{\"entityId\":" + run.run() + ",\"entityType\":\"TCR\"";
        assertThat(QmetryFixture.texts(
                        acme.post("/rest/attachments/list", ofRun + "}").get("data"), "coAttachmentName"))
                .containsExactly("a.log", "b.log");

        acme.post("/rest/attachments/unlink", ofRun + ",\"attachmentIds\":\"" + second + "\"}");

        assertThat(acme.runs("ACME-TS-1", "Chrome").get(0).attachments()).containsExactly("a.log");
        assertThat(acme.post("/rest/attachments/unlink", ofRun + ",\"attachmentIds\":\"" + second + "\"}")
                        .get("success")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void givesOutTheBytesOfAFileToWhoeverMaySeeIt() {
        StoredRun run = acme.runs("ACME-TS-1", "Chrome").get(0);
        String file = "/rest/attachments/"
                + acme.attach(run, "a.log", "{\"success\":false}")
                        .at("/data/0/id")
                        .asLong();

        assertThat(acme.send("GET", file, null, acme.headers()).body()).isEqualTo("{\"success\":false}");
        assertThat(acme.send("GET", file, null, "apikey", QmetryFixture.READ_ONLY_KEY, "project", "ACME")
                        .statusCode())
                .isEqualTo(200);
        assertThat(acme.send("GET", file, null, "apikey", "wrong", "project", "ACME")
                        .statusCode())
                .isEqualTo(401);
        assertThat(acme.send("GET", file, null).statusCode()).isEqualTo(401);
        assertThat(acme.in("3b3").get(file).path("code").asString()).isEqualTo("CO.ENTITY_NOT_FOUND_ERROR");
        assertThat(acme.get("/rest/attachments/1").path("code").asString()).isEqualTo("CO.ENTITY_NOT_FOUND_ERROR");
    }

    @ParameterizedTest
    @CsvSource({"unavailable, 503", "throttled, 429", "offlinePage, 200", "redirect, 302", "expiredKey, 401"})
    void failsToGiveOutAFileAsTheFaultSays(String fault, int status) {
        String file = file();
        acme.inflict(fault);

        HttpResponse<String> answer = acme.send("GET", file, null, acme.headers());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("first line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated", "droppedBefore", "droppedAfter"})
    void breaksOffAmidAFile(String fault) {
        String file = file();
        acme.inflict(fault);

        assertThatThrownBy(() -> acme.send("GET", file, null, acme.headers())).isInstanceOf(UncheckedIOException.class);
    }

    private String file() {
        StoredRun run = acme.runs("ACME-TS-1", "Chrome").get(0);
        return "/rest/attachments/"
                + acme.attach(run, "a.log", "first line").at("/data/0/id").asLong();
    }

    @Test
    void tellsTheReasonWhenAFileIsTooLarge() {
        StoredRun run = acme.runs("3b3-TS-1", "No Platform").get(0);

        assertThat(acme.in("3b3")
                        .attach(run, "big.log", "x".repeat(1_000_001))
                        .at("/data/0/reason")
                        .asString())
                .isNotEmpty();
        assertThat(acme.runs("3b3-TS-1", "No Platform").get(0).attachments()).isEmpty();
    }

    @Test
    void tellsTheReasonWhenAFileIsRefused() {
        StoredRun run = acme.runs("ACME-TS-1", "Chrome").get(0);
        acme.inflict("attachmentRefused");

        assertThat(acme.attach(run, "a.log", "line").at("/data/0/reason").asString())
                .isNotEmpty();
        assertThat(acme.runs("ACME-TS-1", "Chrome").get(0).attachments()).isEmpty();
    }
}
