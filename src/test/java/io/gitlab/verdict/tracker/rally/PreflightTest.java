package io.gitlab.verdict.tracker.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer.Seen;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.Preflight;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PreflightTest {
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");

    @TempDir
    private Path directory;

    private RallyServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private void start() {
        server = RallyServer.start(directory);
    }

    private static Publication publication(String... testCases) {
        return publication(Verdict.PASS, testCases);
    }

    private static Publication publication(Verdict verdict, String... testCases) {
        return new Publication(
                "B1",
                Arrays.stream(testCases)
                        .map(id -> new Result(
                                new ResultKey(id, DATE), verdict, Duration.ofSeconds(90), "notes", List.of(0)))
                        .toList());
    }

    private Preflight prepare(Publication publication, String... settings) throws Exception {
        try (RallyTracker tracker = server.tracker(settings)) {
            return tracker.prepare(publication).preflight();
        }
    }

    private Optional<URI> url(String... settings) throws Exception {
        try (RallyTracker tracker = server.tracker(settings)) {
            return tracker.prepare(publication()).url();
        }
    }

    /** Publishes one result and returns what Rally holds of it. */
    private JsonNode published(String testCase, String... settings) throws Exception {
        Publication publication = publication(testCase);
        try (RallyTracker tracker = server.tracker(settings)) {
            PreparedPublication prepared = tracker.prepare(publication);
            assertThat(prepared.preflight().refusals()).isEmpty();
            Map<ResultKey, Answer> answers = prepared.write(
                    List.of(new Change.Create(publication.results().get(0))));
            assertThat(answers.values()).containsExactly(new Answer.Applied());
        }
        List<JsonNode> results = server.results("B1");
        return results.get(results.size() - 1);
    }

    private String reason(String testCase) throws Exception {
        Map<ResultKey, String> refusals = prepare(publication(testCase)).refusals();
        assertThat(refusals).hasSize(1);
        return refusals.values().iterator().next();
    }

    private static String ref(String type, long objectId) {
        return "/" + type + "/" + objectId;
    }

    // Test cases

    @Test
    void refusesAnUnknownTestCase() throws Exception {
        start();

        assertThat(reason("TC404")).startsWith("test case TC404 is unknown: Rally has no such test case");
    }

    /** Rally may look at the number of a FormattedID only. */
    @Test
    void neverTakesAnotherTestCaseForOneWithTheSameNumber() throws Exception {
        start();
        String testCase = server.testCase("Login");
        String sameNumber = "TX" + testCase.substring(2);
        server.front()
                .script((seen, upstream) -> Optional.of(upstream.pass(new Seen(
                        seen.method(), seen.uri().replace(sameNumber, testCase), seen.headers(), seen.body()))));

        assertThat(reason(sameNumber)).contains("unknown");
    }

    @Test
    void refusesARecycledTestCase() throws Exception {
        start();
        String testCase = server.testCase("Login");
        server.delete("testcase", server.objectId(testCase));

        assertThat(reason(testCase)).contains("is recycled: restore it from Rally's recycle bin");
    }

    @Test
    void refusesATestCaseInAClosedProject() throws Exception {
        start();
        long archive = server.create("project", Map.of("Name", "Archive"));
        String testCase = server.testCase("Login", ref("project", archive));
        server.update("project", archive, Map.of("State", "Closed"));

        assertThat(reason(testCase)).contains("is unknown").contains("closed project (\"Archive\"), reopen that");
        server.front().script((seen, upstream) -> {
            boolean scoped = seen.readable().contains("project=" + ref("project", archive));
            server.update("project", archive, Map.of("State", scoped ? "Open" : "Closed"));
            return Optional.of(upstream.pass(seen));
        });
        assertThat(reason(testCase)).contains("is in the closed project \"Archive\": reopen it");
    }

    @Test
    void refusesATestCaseOfAnotherWorkspace() throws Exception {
        start();
        long other = server.create("workspace", Map.of("Name", "Elsewhere"));
        long project = server.create("project", Map.of("Name", "Far", "Workspace", ref("workspace", other)));
        String testCase = "";
        for (int i = 0; i < 3; i++) {
            testCase = foreignTestCase(other, project);
        }

        assertThat(reason(testCase)).contains("workspace \"Elsewhere\" has one of that id");
    }

    private String foreignTestCase(long workspace, long project) {
        long objectId = server.create(
                "testcase",
                Map.of("Name", "Far", "Workspace", ref("workspace", workspace), "Project", ref("project", project)));
        assertThat(objectId).isPositive();
        return "TC3";
    }

    @Test
    void publishesATestCaseOfAnotherOpenProject() throws Exception {
        start();
        long warehouse = server.create("project", Map.of("Name", "Warehouse"));
        String testCase = server.testCase("Stock", ref("project", warehouse));

        assertThat(published(testCase).path("Project").path("_refObjectName").asString())
                .isEqualTo("Warehouse");
    }

    // Verdicts, build, fields

    @Test
    void refusesAVerdictThatTheWorkspaceDoesNotAllow() throws Exception {
        server = RallyServer.with(directory, List.of("TestCaseResult.Verdict: STRING required values=Pass;Fail"));
        String testCase = server.testCase("Login");

        assertThat(prepare(publication(Verdict.BLOCKED, testCase)).refusals().values())
                .singleElement()
                .asString()
                .contains("allows no verdict \"Blocked\"")
                .contains("absentAs");
        assertThat(prepare(publication(Verdict.FAIL, testCase)).refusals()).isEmpty();
    }

    @Test
    void refusesABuildThatIsTooLong() {
        server = RallyServer.with(directory, List.of("TestCaseResult.Build: STRING required max=12"));

        assertThatThrownBy(() -> prepare(new Publication("B".repeat(13), List.of())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("13 characters; Rally takes 12");
    }

    @Test
    void fillsCustomFieldsAndTellsTheDurationInTheChosenUnit() throws Exception {
        server = RallyServer.with(directory, List.of("TestCaseResult.c_Team: STRING required values=Red;Blue"));
        String testCase = server.testCase("Login");

        JsonNode inMinutes = published(testCase, "fields.c_Team", "Red", "durationUnit", "minutes");
        assertThat(inMinutes.path("c_Team").asString()).isEqualTo("Red");
        assertThat(inMinutes.path("Duration").asDouble()).isEqualTo(1.5);
        assertThat(published(testCase, "fields.c_Team", "Blue").path("Duration").asDouble())
                .isEqualTo(90);
    }

    @ParameterizedTest
    @CsvSource({
        "durationUnit, hours, it can be seconds or minutes",
        "fields.Owner, Ann, their names begin with c_",
        "url, http://rally1.rallydev.com, Use https"
    })
    void refusesASettingThatCannotWorkBeforeAnyRequest(String name, String value, String message) {
        start();

        assertThatThrownBy(() -> server.tracker(name, value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(message);
        assertThat(server.front().seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"workspace", "project"})
    void refusesToGuessWhereToPublish(String name) {
        start();
        Map<String, String> settings = server.settings();
        settings.remove(name);

        assertThatThrownBy(() -> new RallyTrackerFactory().open(server.connection(settings)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("-Dverdict.rally." + name);
    }

    // Workspace, project, tester

    @ParameterizedTest
    @CsvSource({"workspace, Nowhere", "project, Nowhere", "project, 99999999999999999999", "workspace, /workspace/7"})
    void namesWhatTheKeySeesWhenTheScopeIsWrong(String name, String value) {
        start();

        assertThatThrownBy(() -> prepare(publication(), name, value))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Rally shows no " + name + " \"" + value + "\"")
                .hasMessageContaining(name.equals("project") ? "\"Shop\"" : "\"Acme\"");
    }

    @Test
    void takesAProjectByObjectIdAndByReference() throws Exception {
        start();
        long project = server.project("Shop");

        assertThat(url("project", Long.toString(project))).isPresent();
        assertThat(url("project", ref("project", project))).isPresent();
    }

    @Test
    void refusesAnAmbiguousProject() {
        start();
        long second = server.create("project", Map.of("Name", "Shop"));

        assertThatThrownBy(() -> prepare(publication()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("2 projects named \"Shop\"")
                .hasMessageContaining(Long.toString(second));
    }

    @Test
    void namesTheKeysOwnerAsTesterOrWhomTheSettingsName() throws Exception {
        start();
        String testCase = server.testCase("Login");
        long ann = server.create("user", Map.of("UserName", "ann\\b@example.com", "DisplayName", "Ann"));

        assertThat(published(testCase).path("Tester").path("_refObjectName").asString())
                .isEqualTo("Sandbox User");
        assertThat(published(testCase, "tester", "ann\\b@example.com")
                        .path("Tester")
                        .path("_ref")
                        .asString())
                .endsWith("/user/" + ann);
        assertThatThrownBy(() -> prepare(publication(), "tester", "bob@example.com"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("<rally><tester>");
    }

    // Test sets

    private long testSet(String name, String state) {
        return server.create(
                "testset",
                Map.of("Name", name, "ScheduleState", state, "Project", ref("project", server.project("Shop"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sprint 1", "Say \"hi\" \\ bye", "RELEASE1", "Käse & <b>"})
    void findsATestSetByNameOrFormattedId(String name) throws Exception {
        start();
        long testSet = testSet(name.replace("<b>", "b"), "In-Progress");
        String testCase = server.testCase("Login");
        String id = server.query("testset", "(ObjectID = " + testSet + ")")
                .get(0)
                .path("FormattedID")
                .asString();

        for (String wanted : List.of(name.replace("<b>", "b"), id)) {
            assertThat(published(testCase, "testSet", wanted)
                            .path("TestSet")
                            .path("_ref")
                            .asString())
                    .endsWith("/testset/" + testSet);
        }
        assertThat(url("testSet", id).orElseThrow().toString()).endsWith("#/detail/testset/" + testSet);
    }

    @Test
    void findsTheTestSetOfTheCurrentIteration() throws Exception {
        start();
        iteration("Past", "2026-11-01T00:00:00Z", "2026-11-14T23:59:59Z");
        long now = iteration("Now", "2026-11-15T00:00:00Z", "2026-11-28T23:59:59Z");
        long testSet = testSet("Regression", "Defined");
        server.update("testset", testSet, Map.of("Iteration", ref("iteration", now)));
        testSet("Other", "Defined");

        assertThat(published(server.testCase("Login"), "testSet", "iteration")
                        .path("TestSet")
                        .path("_ref")
                        .asString())
                .endsWith("/testset/" + testSet);
    }

    @Test
    void makesTheIterationsTestSetOnceWithTheFirstResultAndNotBefore() throws Exception {
        start();
        long now = iteration("Now", "2026-11-15T00:00:00Z", "2026-11-28T23:59:59Z");
        long other = testSet("By hand", "Defined");
        server.update("testset", other, Map.of("Iteration", ref("iteration", now)));
        String testCase = server.testCase("Login");
        String[] settings = {"testSet", "iteration", "createTestSet", "true"};

        assertThat(prepare(publication(testCase), settings).place()).containsEntry("iteration", Long.toString(now));
        assertThat(server.query("testset", "(ObjectID > 0)")).hasSize(1);

        JsonNode first = published(testCase, settings);
        JsonNode second = published(server.testCase("Logout"), settings);
        assertThat(server.query("testset", "(Name = Sprint-Now-Automated-Tests)"))
                .hasSize(1);
        assertThat(first.path("TestSet").path("_refObjectName").asString()).isEqualTo("Sprint-Now-Automated-Tests");
        assertThat(second.path("TestSet")).isEqualTo(first.path("TestSet"));
        assertThat(prepare(publication(testCase), settings).place()).containsKey("testSet");
    }

    @Test
    void linksToTheTestSetThatThePublicationCreates() throws Exception {
        start();
        iteration("Now", "2026-11-15T00:00:00Z", "2026-11-28T23:59:59Z");
        Publication publication = publication(server.testCase("Login"));

        try (RallyTracker tracker = server.tracker("testSet", "iteration", "createTestSet", "true")) {
            Reconciliation done = new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(publication, Reconciler.How.WRITE);

            long created = server.query("testset", "(ObjectID > 0)")
                    .get(0)
                    .path("ObjectID")
                    .asLong();
            assertThat(done.url().orElseThrow().toString()).contains("/testset/" + created);
        }
    }

    @Test
    void tellsThatTheIterationHasNoTestSetWhereNobodyMayMakeIt() throws Exception {
        start();
        iteration("Now", "2026-11-15T00:00:00Z", "2026-11-28T23:59:59Z");
        assertRefused("iteration", "has no test set. Run mvn verdict:test-set");
    }

    private long iteration(String name, String start, String end) {
        return server.create(
                "iteration",
                Map.of(
                        "Name",
                        name,
                        "StartDate",
                        start,
                        "EndDate",
                        end,
                        "Project",
                        ref("project", server.project("Shop"))));
    }

    @Test
    void refusesAClosedAnAmbiguousAndAMissingTestSetBeforeAnythingIsWritten() {
        start();
        testSet("Done", "Accepted");
        testSet("Twice", "Defined");
        testSet("Twice", "Defined");
        long archive = server.create("project", Map.of("Name", "Archive"));
        server.create("testset", Map.of("Name", "Old", "Project", ref("project", archive)));
        server.update("project", archive, Map.of("State", "Closed"));

        assertRefused("Done", "is Accepted, so its results are final");
        assertRefused("Twice", "several test sets \"Twice\": TS2, TS3");
        assertRefused("Never", "no test set \"Never\"");
        assertRefused("Old", "no test set \"Old\"");
        assertRefused("iteration", "no iteration today");
    }

    private void assertRefused(String testSet, String message) {
        assertThatThrownBy(() -> prepare(publication(), "testSet", testSet))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(message);
    }

    // Cache

    private List<String> lookups() {
        return server.front().seen().stream()
                .map(Seen::readable)
                .filter(request -> request.contains("/testcase?") || request.contains("/testcase "))
                .toList();
    }

    @Test
    void asksNotAgainWithinADayWhatItFoundAndAlwaysWhatItDidNot() throws Exception {
        start();
        String known = server.testCase("Login");
        prepare(publication(known, "TC404"));
        server.front().forget();

        prepare(publication(known, "TC404"));
        assertThat(lookups())
                .isNotEmpty()
                .allSatisfy(lookup -> assertThat(lookup).contains("TC404").doesNotContain("\"" + known + "\""));

        server.time().sleep(Duration.ofDays(1));
        server.front().forget();
        prepare(publication(known));
        assertThat(lookups()).singleElement().asString().contains("\"" + known + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{\"TC1\":null}", "{\"TC1\":{\"objectId\":7}}", "[]"})
    void ignoresACacheThatIsDamaged(String content) throws Exception {
        start();
        String known = server.testCase("Login");
        prepare(publication(known));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("cache"))) {
            for (Path file : files) {
                Files.writeString(file, content);
            }
        }

        assertThat(prepare(publication(known)).refusals()).isEmpty();
    }

    @Test
    void tellsThatATestCaseWasRecycledAfterItWasCached() throws Exception {
        start();
        String kept = server.testCase("Kept");
        String recycled = server.testCase("Recycled");
        Publication publication = publication(kept, recycled);
        prepare(publication);
        server.delete("testcase", server.objectId(recycled));

        try (RallyTracker tracker = server.tracker()) {
            PreparedPublication prepared = tracker.prepare(publication);
            assertThat(prepared.preflight().refusals()).isEmpty();
            Map<ResultKey, Answer> answers = prepared.write(publication.results().stream()
                    .map(result -> (Change) new Change.Create(result))
                    .toList());
            assertThat(answers.get(new ResultKey(kept, DATE))).isEqualTo(new Answer.Applied());
            assertThat(answers.get(new ResultKey(recycled, DATE)))
                    .isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                        assertThat(refused.reason()).contains("is recycled");
                        assertThat(refused.worthRetrying()).isFalse();
                    });
        }
        assertThat(reason(recycled)).contains("is recycled");
    }

    @Test
    void doesNotTrustTheCacheOfAServerThatWasMadeAnew() throws Exception {
        start();
        String first = server.testCase("Login");
        prepare(publication(first));
        int before = cached();
        server.close();

        server = RallyServer.start(Files.createDirectory(directory.resolve("anew")));
        Files.createDirectories(directory.resolve("anew/cache"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("cache"))) {
            for (Path file : files) {
                Files.copy(file, directory.resolve("anew/cache").resolve(file.getFileName()));
            }
        }
        assertThat(before).isEqualTo(1);
        assertThat(reason(first)).contains("unknown");
    }

    private int cached() throws IOException {
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("cache"))) {
            for (Path file : files) {
                assertThat(file.getFileName().toString()).endsWith(".json");
                count++;
            }
        }
        return count;
    }
}
