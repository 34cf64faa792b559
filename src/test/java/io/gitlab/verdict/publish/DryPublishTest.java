package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.evidence.EvidenceCollector;
import io.gitlab.verdict.evidence.EvidenceSettings.Executions;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Progress;
import io.gitlab.verdict.reconcile.MemoryTracker;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryPublishTest {
    private static final VerdictPolicy POLICY =
            new VerdictPolicy(Optional.of(Verdict.ERROR), Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    private Path directory;

    private final FakeTime time = new FakeTime();
    private final MemoryTracker tracker = new MemoryTracker(time, () -> MemoryTracker.APPLIED);
    private DirectoryOutbox outbox;

    @BeforeEach
    void open() throws IOException {
        outbox = new DirectoryOutbox(Files.createDirectories(directory.resolve("outbox")));
    }

    @AfterEach
    void close() throws IOException {
        outbox.close();
    }

    private static Resolution resolution(String testCase, Outcome outcome, Path... files) {
        TestExecution execution = TestExecution.of(
                        ReportedTest.of("shop.CartIT", "adds " + testCase), Ending.of(outcome), FakeTime.START)
                .withDuration(Duration.ZERO)
                .withEvidence(
                        EvidenceFile.named(Stream.of(files).map(Path::toString).toList()));
        return new Resolution(execution, List.of(testCase), Rule.NAME, List.of());
    }

    private static Result result(String testCase, Verdict verdict) {
        return new Result(new ResultKey(testCase, FakeTime.START), verdict, Duration.ZERO, "", List.of(0));
    }

    private OutboxEntry waiting(Result... results) {
        OutboxEntry entry = new OutboxEntry(time.instant(), "rally", Map.of(), new Publication("B1", List.of(results)));
        time.sleep(Duration.ofSeconds(1));
        return entry;
    }

    private PublicationReport dryRun(Tracker to, EvidenceCollector evidence, Resolution... resolutions) {
        PublishResults.Request request =
                new PublishResults.Request("rally", Map.of(), "B1", POLICY, CiRun.NONE, NotesTemplate.STANDARD, true);
        return new PublishResults(request, evidence, to, outbox, time.deadline(Duration.ofMinutes(10)), line -> {})
                .run(new ResolvedRun(1, List.of(resolutions), List.of()));
    }

    private PublicationReport dryRun(Resolution... resolutions) {
        return dryRun(tracker, Evidence.none(), resolutions);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory.resolve("outbox"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void foreseesWhatLeavesTheOutbox() throws IOException {
        outbox.add(waiting(result("TC1", Verdict.FAIL), result("TC2", Verdict.FAIL)));
        Map<String, String> before = files();

        PublicationReport report = dryRun(resolution("TC1", Outcome.PASSED));

        assertThat(report.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("are removed from the outbox")
                .endsWith(": TC1");
        assertThat(report.results()).extracting(ResultStatus::reason).containsExactly("dry run: would be created");
        assertThat(tracker.writes()).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void foreseesThatAnInterruptedRunHasBegunElsewhere() throws IOException {
        outbox.add(waiting(result("TC1", Verdict.PASS)).with(Progress.NONE.at(Map.of("testSet", "TS1"))));
        tracker.settle(Map.of("testSet", "TS2"));

        assertThat(dryRun(resolution("TC1", Outcome.PASSED)).results().get(0).reason())
                .contains("TS1", "TS2", "verdict:replay");
    }

    @Test
    void waitsForNothing() throws IOException {
        outbox.add(waiting(result("TC1", Verdict.PASS)));
        tracker.hold(result("TC2", Verdict.PASS), "Fail");
        Instant before = time.instant();

        PublicationReport report = dryRun(resolution("TC1", Outcome.PASSED), resolution("TC2", Outcome.PASSED));

        assertThat(report.results())
                .extracting(ResultStatus::reason)
                .containsExactly(
                        "dry run: would be created", "dry run: would be repaired (verdict Fail instead of Pass)");
        assertThat(time.instant()).isEqualTo(before);
    }

    @Test
    void leavesNoTraceInAnOutboxThatDoesNotExist() throws IOException {
        Files.delete(directory.resolve("outbox"));

        dryRun(resolution("TC1", Outcome.PASSED));

        assertThat(directory.resolve("outbox")).doesNotExist();
    }

    @Test
    void namesTheAttachmentsOfResultsThatAreThereOrNot() throws IOException {
        Path log = Files.writeString(directory.resolve("log.txt"), "log");
        try (RallyServer server = RallyServer.start(directory.resolve("rally"))) {
            String there = server.testCase("Login");
            String missing = server.testCase("Logout");
            Tracker rally = new RallyTrackerFactory().open(server.connection(server.settings()));
            Resolution[] both = {
                resolution(there, Outcome.FAILED, log), resolution(missing, Outcome.FAILED, log),
            };
            new Reconciler(rally, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(new Publication("B1", List.of(result(there, Verdict.FAIL))), Reconciler.How.WRITE);

            PublicationReport report = dryRun(rally, Evidence.of(directory, Executions.ALL), both);

            assertThat(report.results())
                    .extracting(ResultStatus::reason)
                    .containsExactly("", "dry run: would be created");
            assertThat(report.attachments())
                    .extracting(AttachmentStatus::state, AttachmentStatus::reason)
                    .containsExactly(
                            tuple(AttachmentStatus.State.WAITING, "dry run: would be attached"),
                            tuple(AttachmentStatus.State.WAITING, "dry run: would be attached"));
            assertThat(report.findings())
                    .extracting(Finding::message)
                    .anyMatch(message -> message.startsWith("Attachments that would be sent: 2"));
            assertThat(files()).isEmpty();
        }
    }
}
