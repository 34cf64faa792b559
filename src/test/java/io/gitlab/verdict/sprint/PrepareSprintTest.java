package io.gitlab.verdict.sprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.SprintContainers;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The test set of a sprint in Rally, over HTTP. It is {@link FakeTime#START}, 2026-11-21T20:15Z. */
class PrepareSprintTest {
    private static final String NAME = "Sprint-Sprint 12-Automated-Tests";

    @TempDir
    private Path directory;

    private RallyServer server;
    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void start() {
        server = RallyServer.start(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String ref(String type, long objectId) {
        return "/" + type + "/" + objectId;
    }

    private long iteration(String name, String project, String start, String end) {
        return server.create(
                "iteration",
                Map.of(
                        "Name",
                        name,
                        "StartDate",
                        start + "T12:00:00Z",
                        "EndDate",
                        end + "T12:00:00Z",
                        "Project",
                        ref("project", server.project(project))));
    }

    private long current() {
        return iteration("Sprint 12", "Shop", "2026-11-15", "2026-11-28");
    }

    private long story(long iteration) {
        return server.create(
                "hierarchicalrequirement", Map.of("Name", "A story", "Iteration", ref("iteration", iteration)));
    }

    private String testCaseOf(String type, long workProduct) {
        String id = server.testCase("Case");
        server.update("testcase", server.objectIds().get(id), Map.of("WorkProduct", ref(type, workProduct)));
        return id;
    }

    private PrepareSprint.Outcome run(boolean dryRun, String... settings) throws Exception {
        TrackerConnection connection = server.connection(server.settings(settings));
        try (SprintContainers sprint =
                new RallyTrackerFactory().openSprintContainers(connection).orElseThrow()) {
            return new PrepareSprint(sprint, connection.deadline(), progress::add).run(dryRun);
        }
    }

    private PrepareSprint.Outcome run(String... settings) throws Exception {
        return run(false, settings);
    }

    private List<JsonNode> testSets(String name) {
        return server.query("testset", "(Name = \"" + name + "\")");
    }

    private List<String> members(JsonNode holder) {
        String collection = holder.path("TestCases").path("_ref").asString().replaceFirst(".*/v2.0/", "");
        return server.query(collection, "(ObjectID > 0)").stream()
                .map(one -> one.path("FormattedID").asString())
                .toList();
    }

    private static String target(JsonNode object, String attribute) {
        return object.path(attribute).path("_refObjectName").asString();
    }

    @Test
    void makesTheTestSetOfTheCurrentIterationWithTheTestCasesOfItsStoriesAndDefects() throws Exception {
        long now = current();
        String ofStory = testCaseOf("hierarchicalrequirement", story(now));
        String ofDefect = testCaseOf(
                "defect", server.create("defect", Map.of("Name", "A bug", "Iteration", ref("iteration", now))));
        story(now);
        testCaseOf("hierarchicalrequirement", story(iteration("Sprint 13", "Shop", "2026-11-29", "2026-12-12")));
        server.testCase("Of no story");

        PrepareSprint.Outcome outcome = run();

        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.plan().containers().get(0).url())
                .hasValueSatisfying(url -> assertThat(url.toString()).contains("#/detail/testset/"));
        JsonNode set = testSets(NAME).get(0);
        assertThat(target(set, "Iteration")).isEqualTo("Sprint 12");
        assertThat(target(set, "Project")).isEqualTo("Shop");
        assertThat(members(set)).containsExactly(ofStory, ofDefect);
        assertThat(progress).anyMatch(line -> line.contains("will create it with iteration \"Sprint 12\" (2026-11-15"));
    }

    @Test
    void addsWhatIsMissingRemovesNothingAndThenHasNothingToDo() throws Exception {
        long now = current();
        long story = story(now);
        String first = testCaseOf("hierarchicalrequirement", story);
        run();
        String manual = server.testCase("Added by hand");
        JsonNode set = testSets(NAME).get(0);
        server.update(
                "testcase",
                server.objectIds().get(manual),
                Map.of(
                        "TestSets",
                        List.of(Map.of(
                                "_ref", ref("testset", set.path("ObjectID").asLong())))));
        String second = testCaseOf("hierarchicalrequirement", story);

        run();
        assertThat(members(set)).containsExactly(first, manual, second);

        server.front().forget();
        progress.clear();
        Duration slept = server.time().slept();
        assertThat(run().complete()).isTrue();
        assertThat(progress).anyMatch(line -> line.contains("holds 3 test cases; nothing to do"));
        assertThat(server.time().slept()).isEqualTo(slept);
        assertThat(server.front().seen())
                .hasSizeLessThan(14)
                .allMatch(seen -> !seen.readable().contains("/add"));
    }

    @Test
    void aDryRunTellsThePlanAndWritesNothing() throws Exception {
        String id = testCaseOf("hierarchicalrequirement", story(current()));

        PrepareSprint.Outcome outcome = run(true, "owner", "sandbox", "testFolder", "Sprint {iteration}");

        assertThat(progress)
                .contains(
                        "The test set \"" + NAME
                                + "\" holds 0 test cases; would create it with iteration \"Sprint 12\" (2026-11-15 to"
                                + " 2026-11-28), owner sandbox, add 1 test cases: " + id + ".",
                        "The test folder \"Sprint Sprint 12\" holds 0 test cases; would create it, add 1 test cases: "
                                + id + ".");
        assertThat(outcome.findings()).isEmpty();
        assertThat(testSets(NAME)).isEmpty();
        assertThat(server.query("testfolder", "(ObjectID > 0)")).isEmpty();
    }

    @Test
    void setsReleaseAndOwnerAndMirrorsTheSprintInAFolder() throws Exception {
        long now = current();
        server.create(
                "release",
                Map.of(
                        "Name", "2.1",
                        "ReleaseStartDate", "2026-11-01T00:00:00Z",
                        "ReleaseDate", "2026-12-24T00:00:00Z",
                        "Project", ref("project", server.project("Shop"))));
        String loose = testCaseOf("hierarchicalrequirement", story(now));
        String filed = testCaseOf("hierarchicalrequirement", story(now));
        long other = server.create("testfolder", Map.of("Name", "Regression"));
        server.update("testcase", server.objectIds().get(filed), Map.of("TestFolder", ref("testfolder", other)));

        run("release", "2.1", "owner", "sandbox", "testFolder", "Sprint {iteration}");

        JsonNode set = testSets(NAME).get(0);
        assertThat(target(set, "Release")).isEqualTo("2.1");
        assertThat(target(set, "Owner")).isEqualTo("Sandbox User");
        JsonNode folder =
                server.query("testfolder", "(Name = \"Sprint Sprint 12\")").get(0);
        assertThat(members(folder)).containsExactly(loose);
        assertThat(members(set)).containsExactly(loose, filed);
    }

    @Test
    void fillsInWhatATestSetThatIsThereLacksAndOverwritesNothing() throws Exception {
        long now = current();
        long set = server.create("testset", Map.of("Name", NAME, "Iteration", ref("iteration", now)));

        run("owner", "sandbox");
        assertThat(target(testSets(NAME).get(0), "Owner")).isEqualTo("Sandbox User");
        assertThat(testSets(NAME)).hasSize(1);

        long version = testSets(NAME).get(0).path("VersionId").asLong();
        run("owner", "sandbox");
        assertThat(testSets(NAME).get(0).path("VersionId").asLong()).isEqualTo(version);
        assertThat(testSets(NAME).get(0).path("ObjectID").asLong()).isEqualTo(set);
    }

    @Test
    void worksForATestSetByNameByIdAndForAGivenIteration() throws Exception {
        current();
        long next = iteration("Sprint 13", "Shop", "2026-11-29", "2026-12-12");
        String id = testCaseOf("hierarchicalrequirement", story(next));

        run("iteration", "Sprint 13", "testSetName", "{iteration} auto");
        assertThat(members(testSets("Sprint 13 auto").get(0))).containsExactly(id);

        run("iteration", Long.toString(next), "testSet", "Mine");
        JsonNode mine = testSets("Mine").get(0);
        assertThat(members(mine)).containsExactly(id);

        String later = testCaseOf("hierarchicalrequirement", story(next));
        run("testSet", mine.path("FormattedID").asString());
        assertThat(members(mine)).containsExactly(id, later);

        assertThatThrownBy(() -> run("testSet", "TS999"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no test set \"TS999\"");
        assertThatThrownBy(() -> run("iteration", "Sprint 99"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "no iteration \"Sprint 99\"; it has \"Sprint 13\" (2026-11-29 to 2026-12-12), \"Sprint 12\" (");
    }

    @Test
    void keepsIterationsOfTheSameNameInSiblingProjectsApart() throws Exception {
        server.create("project", Map.of("Name", "Stock"));
        long ours = current();
        long theirs = iteration("Sprint 12", "Stock", "2026-11-15", "2026-11-28");
        String our = testCaseOf("hierarchicalrequirement", story(ours));
        testCaseOf("hierarchicalrequirement", story(theirs));

        run();

        assertThat(testSets(NAME)).hasSize(1);
        assertThat(members(testSets(NAME).get(0))).containsExactly(our);
        assertThat(testSets(NAME).get(0).path("Iteration").path("_ref").asString())
                .endsWith("/" + ours);
    }

    /** 20:15 in UTC; midnight of the 21st has passed, or not, elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "UTC, 0, Old",
        "America/New_York, 0, Old",
        "Asia/Tokyo, 0, New",
        "UTC, 224, Old",
        "UTC, 225, New",
        "America/New_York, 524, Old",
        "America/New_York, 525, New"
    })
    void theIterationChangesAtMidnightInTheWorkspacesTimeZone(String zone, int minutesLater, String expected)
            throws Exception {
        long configuration = server.query("workspaceconfiguration", "(ObjectID > 0)")
                .get(0)
                .path("ObjectID")
                .asLong();
        server.update("workspaceconfiguration", configuration, Map.of("TimeZone", zone));
        iteration("Old", "Shop", "2026-11-08", "2026-11-21");
        iteration("New", "Shop", "2026-11-22", "2026-12-05");
        server.time().sleep(Duration.ofMinutes(minutesLater));

        assertThat(run(true).plan().sprint()).startsWith("iteration \"" + expected + "\"");
        assertThat(run(true).findings()).isEmpty();
    }

    @Test
    void tellsOfGapsAndOverlaps() throws Exception {
        assertThatThrownBy(this::run)
                .hasMessageContaining(
                        "no iteration today, 2026-11-21 in the workspace's time zone UTC: none went before,"
                                + " none follows");
        iteration("Past", "Shop", "2026-11-01", "2026-11-14");
        iteration("Next", "Shop", "2026-11-30", "2026-12-05");
        assertThatThrownBy(this::run)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the last was \"Past\" (2026-11-01 to 2026-11-14), the next is \"Next\"");

        current();
        assertThat(run(true).findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("gap after \"Sprint 12\"") && message.contains("\"Next\""));

        iteration("Early", "Shop", "2026-11-26", "2026-11-29");
        assertThat(run(true).findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.startsWith("Iterations overlap: \"Sprint 12\""));

        long twin = iteration("Twin", "Shop", "2026-11-20", "2026-11-22");
        assertThatThrownBy(this::run)
                .hasMessageContaining("2 iterations today")
                .hasMessageContaining("set <rally><iteration> to the ObjectID of one")
                .hasMessageContaining(Long.toString(twin));
    }

    @Test
    void refusesAClosedTestSet() {
        long now = current();
        server.create("testset", Map.of("Name", NAME, "Iteration", ref("iteration", now), "ScheduleState", "Accepted"));
        assertThatThrownBy(this::run).hasMessageContaining("is Accepted, so its results are final");
    }

    @Test
    void oneTestSetWhoeverStartsAtOnceInAHundredRaces() throws Exception {
        String id = testCaseOf("hierarchicalrequirement", story(current()));
        int races = 100;
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int race = 0; race < races; race++) {
                server.inflict(Faults.parse("replicaLag=1:8s", race));
                String name = "Race " + race + " {iteration}";
                List<Callable<PrepareSprint.Outcome>> jobs = List.of(racer(name), racer(name), racer(name));
                for (Future<PrepareSprint.Outcome> job : threads.invokeAll(jobs)) {
                    assertThat(job.get().complete()).as(name).isTrue();
                }
            }
        } finally {
            threads.shutdownNow();
        }
        server.inflict(Faults.NONE);
        for (int race = 0; race < races; race++) {
            List<JsonNode> sets = testSets("Race " + race + " Sprint 12");
            assertThat(sets).as("race " + race).hasSize(1);
            assertThat(members(sets.get(0))).containsExactly(id);
        }
        // Else the races were none.
        assertThat(server.query("recyclebinentry", "(ObjectID > 0)")).isNotEmpty();
    }

    @Test
    void withdrawsItsOwnEarlierCreationThatAppearsLate() throws Exception {
        current();
        for (int seed = 0; seed < 20; seed++) {
            server.inflict(Faults.parse("replicaLag=1:2500ms", seed));
            run("replicaLag", "1s", "testSetName", "Set " + seed + " {iteration}");
            server.inflict(Faults.NONE);
            server.time().sleep(Duration.ofMinutes(1));

            assertThat(testSets("Set " + seed + " Sprint 12"))
                    .as("seed %d", seed)
                    .hasSize(1);
        }
    }

    private Callable<PrepareSprint.Outcome> racer(String name) {
        TrackerConnection connection = server.connection(server.settings("testSetName", name));
        return () -> {
            try (SprintContainers sprint =
                    new RallyTrackerFactory().openSprintContainers(connection).orElseThrow()) {
                return new PrepareSprint(sprint, connection.deadline(), line -> {}).run(false);
            }
        };
    }

    @Test
    void oneTestSetWhenAnswersGetLostAndWritesConflict() throws Exception {
        String id = testCaseOf("hierarchicalrequirement", story(current()));
        for (int seed = 0; seed < 20; seed++) {
            server.inflict(Faults.parse("droppedAfter=0.2, conflict=0.2, replicaLag=1:8s", seed));
            String name = "Seed " + seed;
            boolean done = false;
            for (int attempt = 0; attempt < 5 && !done; attempt++) {
                try {
                    done = run("testSetName", name + " {iteration}").complete();
                } catch (UnavailableException e) {
                    progress.add(e.getMessage());
                }
            }
            server.inflict(Faults.NONE);
            List<JsonNode> sets = testSets(name + " Sprint 12");
            assertThat(sets).as(name).hasSize(1);
            assertThat(members(sets.get(0))).containsExactly(id);
        }
    }

    @Test
    void holdsFiveThousandTestCasesWithFewRequests() throws Exception {
        long now = current();
        for (int story = 0; story < 100; story++) {
            assertThat(server.testCasesOf(story(now), 50)).hasSize(50);
        }

        assertThat(run().complete()).isTrue();

        assertThat(testSets(NAME).get(0).path("TestCaseCount").asInt()).isEqualTo(5000);
        assertThat(server.front().seen()).hasSizeLessThan(60);
    }
}
