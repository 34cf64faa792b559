package io.gitlab.verdict.sandbox.qmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a client changes: statuses, comments, files, builds, suites. */
class QmetryWriteTest {
    private static final String SIGNED = ",\"dropID\":2417,\"username\":\"signer\",\"password\":\"_sandbox-signature\"";

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
    void setsOneStatusForSeveralRunsAndEchoesTheRequest() {
        JsonNode answer = acme.update(
                acme.runs("ACME-TS-1", "Chrome").subList(0, 2),
                3282,
                ",\"dropID\":\"1417\",\"isAutoExecuted\":\"1\",\"isBulkOperation\":true,\"comments\":\"CI 4711\"");

        assertThat(answer.get("success").booleanValue()).isTrue();
        assertThat(answer.at("/data/0/tcrStatus").stringValue()).isEqualTo("3282");
        assertThat(answer.at("/data/0/lastExecuted").stringValue()).isEqualTo("01-05-2026 12:00:00 PM");
        assertThat(acme.runs("ACME-TS-1", "Chrome"))
                .extracting(StoredRun::status, StoredRun::build, StoredRun::comment, StoredRun::automated)
                .startsWith(
                        tuple("Passed", "Alpha", "CI 4711", true),
                        tuple("Passed", "Alpha", "CI 4711", true),
                        tuple("Not Run", "", "", false));
    }

    @Test
    void keepsEveryWriteEvenOfTheSameStatus() {
        List<StoredRun> one = acme.runs("ACME-TS-1", "Chrome").subList(0, 1);
        acme.update(one, 3282, "");
        acme.update(one, 3282, "");
        acme.update(one, 3280, "");

        assertThat(acme.runs("ACME-TS-1", "Chrome").get(0).statuses()).containsExactly("Passed", "Passed", "Failed");
        String body = "{\"viewId\":65862,\"tsrunID\":\"" + one.get(0).suiteRun() + "\"}";
        assertThat(acme.post("/audit/rest/execution/list/viewColumns", body).findValuesAsString("runStatus"))
                .contains("Failed");
    }

    @Test
    void refusesARunOfAnotherSuiteRunAndChangesNothing() {
        List<StoredRun> mixed = List.of(
                acme.runs("ACME-TS-1", "Chrome").get(0),
                acme.runs("ACME-TS-1", "Firefox").get(0));

        assertThat(acme.update(mixed, 3282, "").get("code").asString()).isEqualTo("CO.ENTITY_NOT_FOUND_ERROR");
        assertThat(acme.qmetry.runs()).allMatch(run -> run.statuses().isEmpty());
    }

    @Test
    void refusesAStatusThatIsForeignOrArchived() {
        List<StoredRun> one = acme.runs("ACME-TS-1", "Chrome").subList(0, 1);

        assertThat(acme.update(one, 3290, "").get("success").booleanValue()).isFalse();
        assertThat(acme.update(one, 3279, "").get("success").booleanValue()).isFalse();
        assertThat(acme.qmetry.runs()).allMatch(run -> run.statuses().isEmpty());
    }

    @Test
    void refusesWhatIsLockedOrArchived() {
        for (String suite : List.of("ACME-TS-4", "ACME-TS-5", "ACME-TS-6")) {
            List<StoredRun> one = acme.runs(suite, "No Platform").subList(0, 1);
            assertThat(acme.update(one, 3282, "").get("success").booleanValue())
                    .as(suite)
                    .isFalse();
        }
    }

    @Test
    void demandsABuildAndASignatureWhereTheProjectDoes() {
        QmetryFixture rocket = acme.in("3b3");
        List<StoredRun> one = rocket.runs("3b3-TS-1", "No Platform").subList(0, 1);

        assertThat(rocket.update(one, 3280, SIGNED.replace(",\"dropID\":2417", ""))
                        .get("success")
                        .booleanValue())
                .isFalse();
        assertThat(rocket.update(one, 3280, ",\"dropID\":2417").get("success").booleanValue())
                .isFalse();
        assertThat(rocket.update(one, 3280, SIGNED.replace("_sandbox-signature", "guess"))
                        .get("success")
                        .booleanValue())
                .isFalse();
        assertThat(rocket.runs("3b3-TS-1", "No Platform").get(0).statuses()).isEmpty();
        assertThat(rocket.update(one, 3280, SIGNED).get("success").booleanValue())
                .isTrue();
        assertThat(rocket.runs("3b3-TS-1", "No Platform").get(0).status()).isEqualTo("Go");
    }

    @Test
    void namesWhatIsMissing() {
        assertThat(acme.put("/rest/execution/runstatus/bulkupdate", "{\"entityType\":\"TCR\"}")
                        .get("code")
                        .asString())
                .isEqualTo("CO.MANDATORY_FIELDS_MISSING");
    }

    @Test
    void makesABuildOnce() {
        JsonNode made = acme.post("/rest/admin/drops", "{\"dropID\":\"0\",\"name\":\"GitLab-1\"}");

        assertThat(made.at("/data/0/dropID").asLong()).isPositive();
        assertThat(QmetryFixture.texts(acme.post("/rest/admin/drop/list", "{}").get("data"), "name"))
                .containsExactly("Alpha", "GitLab-1");
        assertThat(acme.post("/rest/admin/drops", "{\"dropID\":\"0\",\"name\":\"GitLab-1\"}")
                        .get("success")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void linksTestCasesByVersionAndTellsTheirRuns() {
        long suite = acme.post("/rest/testsuites/list/viewColumns", "{\"viewId\":1}")
                .at("/data/0/tsID")
                .asLong();
        JsonNode cases =
                acme.post("/rest/testcases/list/viewColumns", "{\"viewId\":1,\"folderPath\":\"\",\"limit\":50}");
        long version = cases.at("/data/9/tcVersionID").asLong();
        JsonNode linked = acme.put(
                "/rest/testsuites/dolink/TCs",
                "{\"tsID\":" + suite + ",\"tcvdIDs\":[" + version + "],\"fromReqs\":false}");

        assertThat(linked.at("/data/0/tsRunDetail")).hasSize(2);
        long run = linked.at("/data/0/tsRunDetail/0/tcRunDetail/0/tcrunID").asLong();
        assertThat(acme.runs("ACME-TS-1", "Chrome"))
                .filteredOn(each -> each.run() == run)
                .extracting(StoredRun::testCase)
                .containsExactly("ACME-TC-10");
    }

    @Test
    void buildsASuiteStepByStep() {
        long suite = acme.post(
                        "/rest/testsuites",
                        "{\"parentFolderId\":\"1\",\"name\":\"New\",\"releaseCycleMapping\":[{\"buildID\":5391,\"releaseId\":2596}]}")
                .get("id")
                .asLong();
        JsonNode mapped = acme.post(
                "/rest/testsuites/mapReleaseCycle",
                "{\"data\":[{\"tsId\":" + suite + ",\"buildID\":5392,\"releaseId\":2596}]}");
        acme.put("/rest/testsuites/link/platforms", "{\"qmTsId\":" + suite + ",\"qmPlatformId\":\"15238\"}");
        JsonNode executions = acme.post("/rest/execution/list/platformHome", "{\"tsID\":" + suite + "}");

        assertThat(mapped.get("success").stringValue()).isEqualTo("true");
        assertThat(executions.get("total").asInt()).isEqualTo(4);
    }

    @Test
    void remembersWhatWasSent() {
        acme.update(acme.runs("ACME-TS-1", "Chrome").subList(0, 1), 3282, "");

        assertThat(acme.qmetry.requests()).singleElement().satisfies(sent -> {
            assertThat(sent.path()).isEqualTo("/rest/execution/runstatus/bulkupdate");
            assertThat(sent.body()).contains("\"runStatusID\":3282");
        });
    }

    @Test
    void survivesARestart() throws IOException {
        acme.update(acme.runs("ACME-TS-1", "Chrome"), 3282, ",\"comments\":\"before\"");
        acme.attach(acme.runs("ACME-TS-1", "Chrome").get(0), "a.txt", "content");
        List<StoredRun> before = acme.qmetry.runs();
        acme.close();
        acme = QmetryFixture.start(directory);

        assertThat(acme.qmetry.runs()).isEqualTo(before);
        HttpResponse<String> created =
                acme.send("POST", "/rest/testcases", "{\"name\":\"Next\",\"tcFolderID\":\"1\"}", acme.headers());
        assertThat(created.body()).contains("ACME-TC-16");
    }
}
