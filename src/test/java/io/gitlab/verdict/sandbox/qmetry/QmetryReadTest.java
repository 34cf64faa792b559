package io.gitlab.verdict.sandbox.qmetry;

import static io.gitlab.verdict.sandbox.qmetry.QmetryFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a client reads of projects, suites and runs. */
class QmetryReadTest {
    private static final String INFO = "/rest/admin/project/getinfo";
    private static final String SUITES = "/rest/testsuites/list/viewColumns";
    private static final String EXECUTIONS = "/rest/execution/list/platformHome";
    private static final String RUNS = "/rest/execution/list/viewColumns";

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
    void givesTheSameIdAnotherMeaningInAnotherProject() {
        Map<Long, String> one = statuses(acme.get(INFO));
        Map<Long, String> other = statuses(acme.in("3b3").get(INFO));

        assertThat(one).containsEntry(3282L, "passed").containsEntry(3280L, "failed");
        assertThat(other).containsEntry(3282L, "failed").containsEntry(3280L, "passed");
        assertThat(acme.in("3b3").get(INFO).at("/allstatus").findValuesAsString("name"))
                .contains("Go");
    }

    private static Map<Long, String> statuses(JsonNode info) {
        Map<Long, String> names = new HashMap<>();
        info.get("allstatus")
                .forEach(status -> names.put(
                        status.get("id").asLong(), status.get("defaultName").asString()));
        return names;
    }

    @Test
    void findsAProjectByIdKeyNameOrDefault() {
        for (String project : List.of("6552", "ACME", "acme", "Acme Shop", "default")) {
            assertThat(acme.in(project).get(INFO).get("currentProjectId").asLong())
                    .as(project)
                    .isEqualTo(6552);
        }
        assertThat(acme.in("1098").get(INFO).get("currentProjectName").asString())
                .isEqualTo("Rocket Launch");
        assertThat(acme.in("Elsewhere").get(INFO).get("code").asString()).isEqualTo("CO.GENERAL_EXCEPTION");
    }

    @Test
    void refusesAnUnknownKeyAsJsonAndAReadOnlyKeyThatWritesAsAPage() {
        HttpResponse<String> unknown = acme.send("GET", INFO, null, "apikey", "_other");
        HttpResponse<String> read = acme.send("GET", INFO, null, "apiKey", QmetryFixture.READ_ONLY_KEY);
        HttpResponse<String> written =
                acme.send("POST", "/rest/admin/drops", "{}", "apikey", QmetryFixture.READ_ONLY_KEY);

        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo("{\"success\":false,\"code\":\"CO.INVALID_API_KEY\"}");
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(written.statusCode()).isEqualTo(403);
        assertThat(written.body()).contains("cloudfront");
    }

    @Test
    void answersWithAPageWhereThereIsNothing() {
        HttpResponse<String> answer = acme.send("GET", "/rest/nothing", null, acme.headers());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    }

    @Test
    void findsASuiteByAPartOfItsKeyAndItsSuiteRunsByTheSuite() {
        JsonNode suites = acme.post(
                SUITES,
                "{\"viewId\":65855,\"folderPath\":\"\",\"filter\":\"[{\\\"type\\\":\\\"string\\\",\\\"field\\\":\\\"entityKeyId\\\",\\\"value\\\":\\\"ACME-TS-1\\\"}]\"}");
        long suite = suites.at("/data/0/tsID").asLong();
        JsonNode executions = acme.post(EXECUTIONS, "{\"tsID\":" + suite + "}");

        assertThat(texts(suites.get("data"), "entityKey")).containsExactly("ACME-TS-1");
        assertThat(texts(executions.get("data"), "Platform")).containsExactly("Chrome", "Firefox");
        assertThat(executions.at("/data/0/status_3281").asInt()).isEqualTo(8);
        assertThat(executions.at("/data/0/attributeValues").isArray()).isTrue();
    }

    @Test
    void pagesThroughTheRunsOfASuiteRun() {
        long suiteRun = acme.runs("ACME-TS-1", "Chrome").get(0).suiteRun();
        String body = "{\"viewId\":65862,\"tsrunID\":\"" + suiteRun + "\",\"page\":%d,\"start\":%d,\"limit\":5}";
        JsonNode first = acme.post(RUNS, body.formatted(1, 0));
        JsonNode second = acme.post(RUNS, body.formatted(2, 5));

        assertThat(first.get("total").asInt()).isEqualTo(8);
        assertThat(texts(first.get("data"), "entityKey"))
                .containsExactly("ACME-TC-1", "ACME-TC-2", "ACME-TC-3", "ACME-TC-4", "ACME-TC-5");
        assertThat(texts(second.get("data"), "entityKey")).containsExactly("ACME-TC-6", "ACME-TC-7", "ACME-TC-8");
        assertThat(acme.post(RUNS, body.formatted(3, 10)).get("data")).isEmpty();
    }

    @Test
    void neverGivesMoreThanTheMaximumAtOnce() throws IOException {
        acme.close();
        SeedData large = Seeds.standardWith("ACME", Seeds.suite("Large", "Chrome", "Sprint 2", 1, 60));
        acme = new QmetryFixture(
                directory.resolve("large"), large, QmetryFixture.options(OptionalInt.empty()), QmetryFixture.NOON);
        long suiteRun = acme.runs("ACME-TS-7", "Chrome").get(0).suiteRun();
        String body = "{\"viewId\":65862,\"tsrunID\":\"" + suiteRun + "\",\"start\":0,\"page\":1,\"limit\":1000}";

        assertThat(acme.get(INFO).at("/clientData/maxpagelimit").stringValue()).isEqualTo("50");
        assertThat(acme.post(RUNS, body).get("data")).hasSize(50);
        assertThat(acme.post(RUNS, body).get("total").asInt()).isEqualTo(60);
    }

    @Test
    void keepsTheProjectsApart() {
        long foreign = acme.qmetry.runs().stream()
                .filter(run -> run.project().equals("3b3"))
                .findFirst()
                .orElseThrow()
                .suiteRun();

        assertThat(acme.post(RUNS, "{\"viewId\":1,\"tsrunID\":\"" + foreign + "\"}")
                        .get("code")
                        .asString())
                .isEqualTo("CO.ENTITY_NOT_FOUND_ERROR");
    }

    @Test
    void listsBuildsPlatformsAndCyclesWithTheArchivedOnes() {
        assertThat(texts(
                        acme.post("/rest/admin/drop/list", "{\"showArchive\":true}")
                                .get("data"),
                        "isArchieved"))
                .containsExactly("false", "true");
        assertThat(texts(acme.post("/rest/admin/drop/list", "{}").get("data"), "name"))
                .containsExactly("Alpha");
        assertThat(texts(acme.post("/rest/admin/platform/list", "{}").get("data"), "name"))
                .containsExactly("No Platform", "Chrome", "Firefox", "IE");
        assertThat(acme.post("/rest/admin/scope/tree", "{\"showArchive\":false}")
                        .at("/children/0/children/0/children")
                        .findValuesAsString("type"))
                .containsExactly("Sprint 1", "Sprint 2", "Sprint 0");
        assertThat(acme.post("/rest/admin/execution/list", "{}").isArray()).isTrue();
    }

    @Test
    void findsTestCasesAndTheirRuns() {
        String filter =
                "[{\\\"type\\\":\\\"string\\\",\\\"field\\\":\\\"entityKeyId\\\",\\\"value\\\":\\\"ACME-TC-1\\\"}]";
        JsonNode cases = acme.post(
                "/rest/testcases/list/viewColumns",
                "{\"viewId\":65859,\"folderPath\":\"\",\"filter\":\"" + filter + "\"}");
        JsonNode searched = acme.post("/rest/search/result", "{\"entityType\":\"TC\",\"filter\":\"" + filter + "\"}");
        JsonNode runs = acme.post("/rest/testcases/execution", "{\"tcid\":" + cases.at("/data/0/tcID") + "}");

        assertThat(texts(cases.get("data"), "entityKey")).startsWith("ACME-TC-1", "ACME-TC-10");
        assertThat(searched.get("data")).as("without showAllStateEntities").isEmpty();
        assertThat(texts(runs.get("data"), "tsEntityKey"))
                .containsExactly(
                        "ACME-TS-1", "ACME-TS-1", "ACME-TS-2", "ACME-TS-2", "ACME-TS-3", "ACME-TS-4", "ACME-TS-5");
    }

    @Test
    void showsTheSuiteRunsOnThePage() {
        long suiteRun = acme.runs("ACME-TS-1", "Chrome").get(0).suiteRun();

        assertThat(acme.send("GET", "/", null).body())
                .contains("QMetry project Acme Shop (ACME)", "ACME-TS-1 Regression", "8 Not Run");
        assertThat(acme.send("GET", "/qmetry/" + suiteRun, null).body()).contains("ACME-TC-8", "Not Run");
        assertThat(acme.send("GET", "/qmetry/1", null).statusCode()).isEqualTo(404);
    }

    @Test
    void showsAPersonWhatWasPublishedOfABuild() {
        StoredRun run = acme.runs("ACME-TS-1", "Chrome").get(0);
        acme.put(
                "/rest/execution/runstatus/bulkupdate",
                "{\"entityIDs\":\"%d\",\"entityType\":\"TCR\",\"qmTsRunId\":\"%d\",\"runStatusID\":3280,\"dropID\":1417,\"comments\":\"was &lt;2&gt;\"}"
                        .formatted(run.run(), run.suiteRun()));

        assertThat(acme.send("GET", "/qmetry/" + run.suiteRun(), null).body())
                .contains(
                        "<h2>ACME-TS-1 Regression on Chrome</h2>", "Sprint 1", "Release 1", "<pre>was &lt;2&gt;</pre>")
                .contains("<a href=\"/build?name=Alpha\">Alpha</a>")
                .doesNotContain("name=\"></a>");
        assertThat(acme.send("GET", "/build?name=Alpha", null).body())
                .contains("ACME-TC-1<", "Failed", "/qmetry/" + run.suiteRun())
                .doesNotContain("ACME-TC-2<");
        assertThat(acme.send("GET", "/build?name=Beta", null).body()).doesNotContain("ACME-TC-1<");
    }
}
