package io.gitlab.verdict.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.domain.Check.Grade;
import io.gitlab.verdict.http.FaultyServer;
import io.gitlab.verdict.http.HttpProxy;
import io.gitlab.verdict.http.TlsServer;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.rally.Assumption;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every finding of the doctor, provoked and cured, against a Rally over HTTP. */
class CheckupTest {
    @TempDir
    private Path directory;

    private RallyServer server;
    private String key = RallyServer.KEY;
    private Duration ahead = Duration.ZERO;
    private List<HttpProxy> proxies = List.of();

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(Assumption... assumptions) {
        server = RallyServer.start(directory, assumptions);
    }

    private static String ref(String type, long objectId) {
        return "/" + type + "/" + objectId;
    }

    /** Rally's time is this machine's, and cannot be set; the doctor's can. */
    private Deadline deadline() {
        Duration shift = Duration.between(
                        server.time().instant(), Clock.systemUTC().instant())
                .plus(ahead);
        Clock clock = Clock.offset(server.time(), shift);
        return new Deadline(clock, server.time(), new Random(1), Duration.ofSeconds(30));
    }

    private List<Check> examine(String... settings) throws IOException {
        Path mapping = directory.resolve("verdict-mapping.yaml");
        TrackerConnection usual =
                server.connection(server.settings(settings), key, OptionalInt.empty(), OptionalInt.empty(), deadline());
        TrackerConnection connection = new TrackerConnection(
                usual.settings(),
                usual.credentials(),
                usual.signature(),
                proxies,
                usual.batchSize(),
                usual.maxConcurrency(),
                usual.requestsPerMinute(),
                usual.cacheDirectory(),
                usual.deadline());
        return new Checkup()
                .run(
                        () -> Optional.of(mapping).filter(Files::isRegularFile),
                        () -> Pattern.compile(new RallyTrackerFactory().idPattern(Map.of())),
                        id -> new RallyTrackerFactory().testCaseId(id, Map.of()),
                        () -> new RallyTrackerFactory().openExamination(connection));
    }

    private static Check worst(List<Check> checks) {
        return checks.stream().max(Comparator.comparing(Check::grade)).orElseThrow();
    }

    private void assertFound(List<Check> checks, Grade grade, String name, String finding, String remedy) {
        assertThat(checks)
                .anyMatch(check -> check.grade() == grade
                        && check.name().equals(name)
                        && check.finding().contains(finding)
                        && check.remedy().contains(remedy));
    }

    private void assertWell(List<Check> checks) {
        assertThat(worst(checks).grade()).as(checks.toString()).isLessThan(Grade.WARNING);
    }

    private void map(String... ids) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < ids.length; row++) {
            rows.append("shop.Test.t").append(row).append(": ").append(ids[row]).append('\n');
        }
        Files.writeString(directory.resolve("verdict-mapping.yaml"), rows);
    }

    private String automated() {
        String id = server.testCase("Login");
        server.update("testcase", server.objectIds().get(id), Map.of("Method", "Automated"));
        return id;
    }

    private long user() {
        return first("user", "(UserName = sandbox)").path("ObjectID").asLong();
    }

    private JsonNode first(String type, String condition) {
        return server.query(type, condition).get(0);
    }

    @Test
    void findsNothingWhereAllIsWellLeavesNothingBehindAndAsksLittle() throws Exception {
        start();
        map(automated());
        long testSet = server.create("testset", Map.of("Name", "Regression"));
        server.front().forget();

        List<Check> checks = examine("testSet", "Regression");

        assertWell(checks);
        assertThat(checks)
                .extracting(Check::name)
                .contains(
                        "mapping file",
                        "settings",
                        "address",
                        "TLS",
                        "proxy",
                        "clock",
                        "API key",
                        "user",
                        "workspace",
                        "project",
                        "rights",
                        "test set",
                        "verdicts",
                        "custom fields",
                        "test cases");
        assertThat(server.front().seen()).hasSizeLessThan(12);
        assertThat(server.query("testset", "(ObjectID > 0)"))
                .extracting(one -> one.path("ObjectID").asLong())
                .containsExactly(testSet);
        assertThat(server.query("recyclebinentry", "(ObjectID > 0)")).isEmpty();
    }

    @Test
    void asksLittleForThousandsOfTestCasesToo() throws Exception {
        start();
        List<String> ids = server.testCases(1500);
        map(ids.toArray(String[]::new));
        server.front().forget();

        assertFound(examine(), Grade.WARNING, "test cases", "not automated", "Automated");
        assertThat(server.front().seen()).hasSizeLessThan(14);
    }

    @Test
    void addressThatLeadsNowhere() throws Exception {
        start();
        assertFound(examine("url", "http://127.0.0.1:1"), Grade.ERROR, "address", "refused", "Correct <rally><url>");
        assertFound(
                examine("url", "https://no-such-host.invalid"), Grade.ERROR, "address", "host name", "<rally><url>");
        assertFound(examine("url", server.front().url() + "nowhere"), Grade.ERROR, "address", "404", "<rally><url>");
        assertFound(examine("url", "nonsense"), Grade.ERROR, "settings", "nonsense", "Correct");
        assertWell(examine());
    }

    @Test
    void addressOfAnotherServer() throws Exception {
        start();
        server.front().script((seen, upstream) -> Optional.of(FaultyServer.Reply.json("{\"hello\":\"world\"}")));
        assertFound(examine(), Grade.ERROR, "address", "does not answer like Rally", "https://rally1.rallydev.com");
    }

    @Test
    void certificateThatNobodyTrusts() throws Exception {
        start();
        try (TlsServer tls = new TlsServer()) {
            assertFound(
                    examine("url", tls.url().toString()),
                    Grade.ERROR,
                    "TLS",
                    "no trusted TLS connection",
                    "javax.net.ssl.trustStore");
        }
        assertWell(examine());
    }

    @Test
    void proxyThatIsNotThereAndOneThatWantsAPassword() throws Exception {
        start();
        proxies = List.of(
                new HttpProxy("https", "no-proxy.invalid", 3128, Optional.empty(), Optional.empty(), List.of()));
        assertFound(
                examine("url", "https://rally.example.invalid"), Grade.ERROR, "proxy", "no-proxy.invalid", "<proxy>");
        proxies = List.of();

        server.front().script((seen, upstream) -> Optional.of(FaultyServer.Reply.of(407, "who are you")));
        assertFound(examine(), Grade.ERROR, "proxy", "rejects the user or the password", "<proxy>");
        server.front().script((seen, upstream) -> Optional.of(upstream.pass(seen)));
        assertWell(examine());
    }

    @Test
    void clockThatGoesWrong() throws Exception {
        start();
        ahead = Duration.ofMinutes(5);
        assertFound(examine(), Grade.WARNING, "clock", "seconds ahead of Rally's", "Synchronise the clock");
        ahead = Duration.ofHours(-1);
        assertFound(examine(), Grade.WARNING, "clock", "seconds behind Rally's", "Synchronise the clock");
        ahead = Duration.ofSeconds(20);
        assertWell(examine());
    }

    @Test
    void keyThatIsWrongReadOnlyOrExpired() throws Exception {
        start();
        key = "_wrong";
        assertFound(examine(), Grade.ERROR, "API key", "does not accept the API key", "Full Access key");
        assertThat(examine().toString()).doesNotContain("_wrong");
        key = RallyServer.READ_ONLY_KEY;
        assertFound(examine(), Grade.ERROR, "API key", "may only read", "Full Access key");
        key = RallyServer.KEY;
        server.inflict(Faults.parse("expiredKey", 1));
        assertFound(examine(), Grade.ERROR, "API key", "has expired", "Renew the password");
        server.inflict(Faults.NONE);
        assertWell(examine());
    }

    @Test
    void userWhoIsDisabled() throws Exception {
        start();
        long user = user();
        server.update("user", user, Map.of("Disabled", true));
        assertFound(examine(), Grade.ERROR, "user", "sandbox is disabled", "Enable the user");
        server.update("user", user, Map.of("Disabled", false));
        assertWell(examine());
    }

    @Test
    void workspaceAndProjectThatAreWrongOrClosed() throws Exception {
        start();
        assertFound(examine("workspace", "Acne"), Grade.ERROR, "workspace", "visible: \"Acme\"", "<rally><workspace>");
        assertFound(examine("project", "Shpo"), Grade.ERROR, "project", "visible: \"Shop\"", "<rally><project>");
        long project = server.create("project", Map.of("Name", "Old", "State", "Closed"));
        assertFound(examine("project", "Old"), Grade.ERROR, "project", "is closed", "reopen it");
        server.update("project", project, Map.of("State", "Open"));
        assertWell(examine("project", "Old"));
    }

    @Test
    void projectThatTheUserDoesNotSeeOrMayNotEditWhateverRallyLooksAtFirst() throws Exception {
        for (Assumption[] order : new Assumption[][] {{}, {Assumption.RIGHTS_ARE_CHECKED_LAST}}) {
            server = RallyServer.start(directory.resolve("order" + order.length), order);
            long user = user();
            long shop = server.project("Shop");
            long stock = server.create("project", Map.of("Name", "Stock"));
            long permission = server.create(
                    "projectpermission",
                    Map.of("User", ref("user", user), "Project", ref("project", shop), "Role", "Viewer"));
            server.update("user", user, Map.of("SubscriptionAdmin", false));

            assertFound(examine("project", "Stock"), Grade.ERROR, "project", "No project", "access to it");
            assertFound(examine(), Grade.ERROR, "rights", "the key's owner", "Editor");

            server.update("projectpermission", permission, Map.of("Role", "Editor"));
            assertWell(examine());
            server.update("user", user, Map.of("SubscriptionAdmin", true));
            server.create(
                    "projectpermission",
                    Map.of("User", ref("user", user), "Project", ref("project", stock), "Role", "Admin"));
            server.update("user", user, Map.of("SubscriptionAdmin", false));
            assertWell(examine("project", "Stock"));
            server.close();
        }
    }

    @Test
    void testSetThatIsMissingClosedBlockedOrElsewhere() throws Exception {
        start();
        assertFound(examine("testSet", "Mine"), Grade.ERROR, "test set", "no test set \"Mine\"", "FormattedID");
        long mine = server.create("testset", Map.of("Name", "Mine", "ScheduleState", "Accepted"));
        assertFound(examine("testSet", "Mine"), Grade.ERROR, "test set", "is Accepted", "In-Progress");
        server.update("testset", mine, Map.of("ScheduleState", "In-Progress"));
        assertWell(examine("testSet", "Mine"));

        server.update("testset", mine, Map.of("Blocked", true, "BlockedReason", "audit"));
        assertFound(examine("testSet", "Mine"), Grade.WARNING, "test set", "blocked: audit", "Unblock");
        server.update("testset", mine, Map.of("Blocked", false));
        assertWell(examine("testSet", "Mine"));

        long stock = server.create("project", Map.of("Name", "Stock"));
        server.create("testset", Map.of("Name", "Theirs", "Project", ref("project", stock)));
        String theirs = first("testset", "(Name = Theirs)").path("FormattedID").asString();
        assertFound(examine("testSet", theirs), Grade.WARNING, "test set", "another project, \"Stock\"", "<testSet>");
        assertWell(examine("testSet", theirs, "project", "Stock"));
    }

    private long iteration(String name, int firstDay, int lastDay) {
        Instant now = Clock.systemUTC().instant();
        return server.create(
                "iteration",
                Map.of(
                        "Name", name,
                        "StartDate", now.plus(Duration.ofDays(firstDay)).toString(),
                        "EndDate", now.plus(Duration.ofDays(lastDay)).toString(),
                        "Project", ref("project", server.project("Shop"))));
    }

    @Test
    void iterationThatIsMissingOverlapsOrIsAccepted() throws Exception {
        start();
        assertFound(examine("testSet", "iteration"), Grade.ERROR, "test set", "no iteration today", "<iteration>");
        long now = iteration("Now", -2, 5);
        assertFound(examine("testSet", "iteration"), Grade.ERROR, "test set", "has no test set", "verdict:test-set");
        assertWell(examine("testSet", "iteration", "createTestSet", "true"));

        server.create("testset", Map.of("Name", "Mine", "Iteration", ref("iteration", now)));
        assertWell(examine("testSet", "iteration"));
        server.update("iteration", now, Map.of("State", "Accepted"));
        assertFound(examine("testSet", "iteration"), Grade.WARNING, "test set", "iteration is accepted", "Reopen");
        server.update("iteration", now, Map.of("State", "Committed"));

        long next = iteration("Next", 5, 12);
        assertFound(examine("testSet", "iteration"), Grade.WARNING, "iteration", "overlap", "Correct their dates");
        server.update(
                "iteration",
                next,
                Map.of("Name", "Later", "StartDate", "2099-01-01T00:00:00Z", "EndDate", "2099-01-09T00:00:00Z"));
        assertWell(examine("testSet", "iteration"));
    }

    @Test
    void verdictsThatAreNotAllowed() throws Exception {
        server = RallyServer.with(
                directory.resolve("few"), List.of("TestCaseResult.Verdict: STRING required values=Pass;Fail;Error"));
        assertFound(examine(), Grade.WARNING, "verdicts", "does not allow Blocked, Inconclusive", "absentAs");
        server.close();
        server = RallyServer.with(
                directory.resolve("other"), List.of("TestCaseResult.Verdict: STRING required values=Good;Bad"));
        assertFound(examine(), Grade.ERROR, "verdicts", "Fail", "errorAs");
        server.close();
        start();
        assertWell(examine());
    }

    @Test
    void customFieldsThatAreMissingUnknownOrNotAllowed() throws Exception {
        server = RallyServer.with(
                directory.resolve("team"),
                List.of(
                        "TestCaseResult.c_Team: STRING required values=Red;Blue",
                        "TestCaseResult.c_Stage: STRING max=20"));
        assertFound(examine(), Grade.ERROR, "custom fields", "c_Team", "<rally><fields><c_Team>");
        assertFound(
                examine("fields.c_Team", "Green"), Grade.ERROR, "custom fields", "allows Blue, Red", "one of these");
        assertFound(
                examine("fields.c_Team", "Red", "fields.c_Tema", "x"),
                Grade.ERROR,
                "custom fields",
                "no field c_Tema",
                "Correct");
        assertWell(examine("fields.c_Team", "Red"));
    }

    @Test
    void testCasesThatCannotOrShouldNotGetResults() throws Exception {
        server = RallyServer.with(directory, List.of("TestCase.c_Life: STRING values=Active;Archived;Deprecated"));
        String good = automated();
        map(good, "TC404");
        assertFound(examine(), Grade.ERROR, "test cases", "TC404: unknown", "Correct the id");

        String recycled = automated();
        map(good, recycled);
        assertWell(examine());
        server.delete("testcase", server.objectIds().get(recycled));
        assertFound(examine(), Grade.ERROR, "test cases", recycled + ": recycled", "restore it");

        String old = automated();
        map(good, old);
        server.update("testcase", server.objectIds().get(old), Map.of("c_Life", "Deprecated"));
        assertWell(examine());
        assertFound(examine("stateField", "c_Life"), Grade.WARNING, "test cases", old + ": Deprecated", "one in use");
        assertWell(examine("stateField", "c_Life", "archivedStates", "Archived"));
        server.update("testcase", server.objectIds().get(old), Map.of("c_Life", "Active"));
        assertWell(examine("stateField", "c_Life"));

        String manual = server.testCase("By hand");
        map(manual);
        assertFound(examine(), Grade.WARNING, "test cases", manual + ": not automated", "Automated");
        server.update("testcase", server.objectIds().get(manual), Map.of("Method", "Automated"));
        assertWell(examine());

        long stock = server.create("project", Map.of("Name", "Stock"));
        server.update("testcase", server.objectIds().get(manual), Map.of("Project", ref("project", stock)));
        assertFound(examine(), Grade.WARNING, "test cases", manual + ": in another project, \"Stock\"", "move it");
        server.update("project", stock, Map.of("State", "Closed"));
        assertFound(examine(), Grade.ERROR, "test cases", manual + ": unknown", "closed project (\"Stock\"), reopen");
        server.update("project", stock, Map.of("State", "Open"));
        assertWell(examine("project", "Stock"));
    }

    @Test
    void mappingFileThatCannotBeReadOrNamesNoIds() throws Exception {
        start();
        Files.writeString(directory.resolve("verdict-mapping.yaml"), "a: [TC1\n");
        assertFound(examine(), Grade.ERROR, "mapping file", "is not valid YAML", "Write rows");
        map("JIRA-1");
        assertFound(examine(), Grade.ERROR, "mapping file", "JIRA-1", "idPattern");
        map(automated());
        assertWell(examine());
    }

    @Test
    void settingsThatCannotWork() throws Exception {
        start();
        assertFound(examine("testSetName", "Always the same"), Grade.ERROR, "settings", "{iteration}", "Example");
        assertFound(examine("createTestSet", "perhaps"), Grade.ERROR, "settings", "perhaps", "true or false");
        assertWell(examine());
    }
}
