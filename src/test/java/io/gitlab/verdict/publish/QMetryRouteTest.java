package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.sandbox.qmetry.SeedData;
import io.gitlab.verdict.sandbox.qmetry.Seeds;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishes to QMetry over HTTP: to which executions of a suite results go, and go again when they are replayed. */
class QMetryRouteTest {
    private static final Result RESULT = new Result(
            new ResultKey("ACME-TC-1", Instant.parse("2026-11-21T20:15:03Z")),
            Verdict.PASS,
            Duration.ofSeconds(1),
            "",
            List.of(0));

    @TempDir
    private Path directory;

    private QMetryServer server;

    @BeforeEach
    void start() {
        SeedData.Suite grid = new SeedData.Suite(
                "Grid",
                List.of("Chrome", "Safari, mobile"),
                List.of("Sprint 1", "Sprint 2"),
                1,
                2,
                List.of(),
                false,
                false);
        SeedData.Suite single = Seeds.suite("Single", "Chrome", "Sprint 1", 1, 2);
        List<SeedData.Suite> alike = Stream.of("Nightly", "Twin", "twin")
                .map(name -> Seeds.suite(name, "Chrome", "Sprint 1", 1, 2))
                .toList();
        SeedData seed = new SeedData(SeedData.standard().projects().stream()
                .map(project -> project.key().equals("ACME") ? withPlatform(project) : project)
                .toList());
        SeedData suites = Seeds.with(Seeds.with(seed, "ACME", grid), "ACME", single);
        for (SeedData.Suite suite : alike) {
            suites = Seeds.with(suites, "ACME", suite);
        }
        server = QMetryServer.start(directory, suites, Integer.MAX_VALUE);
    }

    private static SeedData.Project withPlatform(SeedData.Project project) {
        List<SeedData.Platform> platforms = new ArrayList<>(project.platforms());
        platforms.add(new SeedData.Platform(15_300, "Safari, mobile", false));
        return new SeedData.Project(
                project.id(),
                project.key(),
                project.name(),
                project.rules(),
                project.statuses(),
                project.releases(),
                platforms,
                project.builds(),
                project.testCases(),
                project.archivedTestCases(),
                project.suites());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Reconciliation publish(String suite, String... settings) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList("testSuite", suite, "platform", null));
        all.addAll(Arrays.asList(settings));
        try (Tracker tracker = server.tracker(all.toArray(String[]::new))) {
            return new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(new Publication("GitLab-4711", List.of(RESULT)), Reconciler.How.WRITE);
        }
    }

    private static void assertPublished(Reconciliation done) {
        assertThat(done.results())
                .allSatisfy(
                        status -> assertThat(status.state()).as(status.reason()).isEqualTo(State.PUBLISHED));
    }

    private List<String> held() {
        return server.runs().stream()
                .filter(run ->
                        run.testCase().equals("ACME-TC-1") && run.status().equals("Passed"))
                .map(run -> run.platform() + "/" + run.cycle())
                .sorted()
                .toList();
    }

    @Test
    void settlesThePlatformThatWasTheOnlyOne() throws IOException {
        Reconciliation done = publish("Single");
        Map<String, String> settled = done.place();
        assertThat(settled)
                .containsEntry("platform", "Chrome")
                .containsEntry("release", "Release 1")
                .containsEntry("cycle", "Sprint 1");

        server.write(
                "PUT",
                "/rest/testsuites/link/platforms",
                "{\"qmTsId\":" + done.url().orElseThrow().getFragment().replaceAll("\\D", "")
                        + ",\"qmPlatformId\":\"15239\"}");
        assertThat(publish("Single").results().get(0).reason()).contains("Several runs", "Firefox");
        assertThat(publish("Single", "platform", settled.get("platform"))
                        .results()
                        .get(0)
                        .state())
                .isEqualTo(State.ALREADY_THERE);
    }

    @Test
    void settlesTheCycleOfSeveralPlatformsAndKeepsAllOfThemAll() throws IOException {
        assertThat(publish("Regression", "platform", "Chrome, Firefox").place())
                .containsEntry("release", "Release 1")
                .containsEntry("cycle", "Sprint 1")
                .doesNotContainKey("platform");
        assertThat(publish("Single", "platform", "all").place())
                .containsEntry("cycle", "Sprint 1")
                .doesNotContainKey("platform");
    }

    @Test
    void takesAPlatformWhoseNameHoldsAComma() throws IOException {
        assertPublished(publish("Grid", "platform", "Safari, mobile", "cycle", "Sprint 2"));
        assertThat(held()).containsExactly("Safari, mobile/Sprint 2");
    }

    @Test
    void writesToThePlatformsOfOneCycle() throws IOException {
        assertPublished(publish("Grid", "platform", "all", "cycle", "Sprint 2"));
        assertThat(held()).containsExactly("Chrome/Sprint 2", "Safari, mobile/Sprint 2");
    }

    @Test
    void asksForACycleWhenAllPlatformsHaveSeveral() throws IOException {
        assertThat(publish("Grid", "platform", "all").findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("Sprint 1")
                        && message.contains("Sprint 2")
                        && message.contains("<cycle>all</cycle>")
                        && !message.contains("<platform>"));
        assertThat(publish("Regression").findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("<platform>all</platform>"));
        assertThat(held()).isEmpty();
    }

    @Test
    void writesToEveryExecutionOfTheSuite() throws IOException {
        Reconciliation done = publish("Grid", "platform", "all", "cycle", "all");
        assertPublished(done);
        assertThat(held())
                .containsExactly(
                        "Chrome/Sprint 1", "Chrome/Sprint 2", "Safari, mobile/Sprint 1", "Safari, mobile/Sprint 2");
        assertThat(done.place()).doesNotContainKeys("cycle", "release", "platform");
    }

    @Test
    void writesToEveryCycleOfOnePlatform() throws IOException {
        assertPublished(publish("Grid", "platform", "Chrome", "cycle", "all"));
        assertThat(held()).containsExactly("Chrome/Sprint 1", "Chrome/Sprint 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightly", "NIGHTLY", "Nightly", "Twin", "twin", "acme-ts-1"})
    void findsASuiteInWhateverCaseAndTakesTheNameThatIsWrittenTheSame(String suite) throws IOException {
        assertPublished(publish(suite, "platform", "Chrome"));
    }

    @Test
    void tellsTheSuitesThatMatchButForTheirCase() throws IOException {
        assertThat(publish("TWIN").results().get(0).reason())
                .containsPattern("several test suites \"TWIN\": ACME-TS-\\d+ \"Twin\", ACME-TS-\\d+ \"twin\"");
        assertThat(held()).isEmpty();
    }

    @Test
    void keepsAllOfThemAllInWhateverCase() throws IOException {
        assertThat(publish("Grid", "platform", "ALL", "cycle", "All").place())
                .doesNotContainKeys("cycle", "release", "platform");
        assertThat(held()).hasSize(4);
    }

    /** What is published goes to Grid, Chrome, Sprint 2. */
    @ParameterizedTest
    @CsvSource({
        "Grid, Chrome, Sprint 2, true",
        "grid, chrome, sprint 2, true",
        "Grid, 'Safari, mobile', Sprint 2, false",
        "Grid, 'Firefox, Chrome', Sprint 2, true",
        "Grid, all, all, true",
        "Grid, , , true",
        "Grid, Chrome, Sprint 1, false",
        "Single, Chrome, Sprint 2, false"
    })
    void knowsWhichOlderPublicationsWouldWriteOverIt(String suite, String platform, String cycle, boolean overwrites)
            throws Exception {
        Publication publication = new Publication("GitLab-4711", List.of(RESULT));
        try (Tracker tracker =
                server.tracker("testSuite", "Grid", "platform", "Chrome", "cycle", "Sprint 2", "build", "Alpha")) {
            PreparedPublication prepared = tracker.prepare(publication);

            assertThat(prepared.isOverwrittenBy(
                            server.settings("testSuite", suite, "platform", platform, "cycle", cycle)))
                    .isEqualTo(overwrites);
            assertThat(prepared.isOverwrittenBy(server.settings("project", "SHOP")))
                    .isFalse();
            assertThat(prepared.isOverwrittenBy(Map.of())).isFalse();
        }
    }

    @Test
    void letsNothingOfAnEarlierBuildReplaceWhatWasPublishedSince() throws Exception {
        Publication publication = new Publication("GitLab-4712", List.of(RESULT));
        Result failed = new Result(RESULT.key(), Verdict.FAIL, Duration.ZERO, "", List.of(0));
        Map<String, String> place = server.settings("testSuite", "Single", "platform", null);
        DirectoryOutbox outbox = new DirectoryOutbox(directory.resolve("outbox"));
        outbox.add(new OutboxEntry(
                server.time().instant(), "qmetry", place, new Publication("GitLab-4711", List.of(failed))));
        server.time().sleep(Duration.ofSeconds(1));

        try (Tracker tracker = server.tracker("testSuite", "Single", "platform", null)) {
            OutboxEntry entry = new OutboxEntry(server.time().instant(), "qmetry", place, publication);
            Reconciliation done = new Delivery(outbox, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .deliver(entry, tracker);

            assertPublished(done);
            assertThat(done.findings())
                    .extracting(Finding::message)
                    .anyMatch(message -> message.endsWith("ACME-TC-1 of build GitLab-4711"));
        }
        assertThat(outbox.waiting().items()).isEmpty();
        assertThat(held()).containsExactly("Chrome/Sprint 1");
        outbox.close();
    }
}
