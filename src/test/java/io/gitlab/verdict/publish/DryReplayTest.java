package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.reconcile.LimitedTracker;
import io.gitlab.verdict.reconcile.MemoryTracker;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryReplayTest {
    @TempDir
    private Path directory;

    private final FakeTime time = new FakeTime();
    private final MemoryTracker tracker = new MemoryTracker(time, () -> MemoryTracker.APPLIED);
    private DirectoryOutbox outbox;

    @BeforeEach
    void open() {
        outbox = new DirectoryOutbox(directory.resolve("outbox"));
    }

    @AfterEach
    void close() throws IOException {
        outbox.close();
    }

    private static Result result(String testCase, Attachment... attachments) {
        return new Result(
                new ResultKey(testCase, FakeTime.START),
                Verdict.FAIL,
                Duration.ZERO,
                "",
                List.of(0),
                List.of(attachments));
    }

    private OutboxEntry entry(Result... results) {
        time.sleep(Duration.ofSeconds(1));
        return new OutboxEntry(time.instant(), "rally", Map.of(), new Publication("B1", List.of(results)));
    }

    private ReplayReport dryReplay(ReplayOutbox.Opener opener) throws IOException {
        return new DryReplay(outbox, time.deadline(Duration.ofMinutes(10)), line -> {}).run(opener);
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
    void namesTheChangesAndMakesNone() throws IOException {
        outbox.add(entry(result("TC1"), result("TC2"), result("TC3")));
        tracker.hold(result("TC2"), "Fail");
        tracker.hold(result("TC3"), "Pass");
        Map<String, String> before = files();

        ReplayReport outcome = dryReplay((entry, share) -> tracker);

        assertThat(outcome.publications())
                .singleElement()
                .satisfies(one -> assertThat(one.results())
                        .extracting(ResultStatus::reason)
                        .containsExactly(
                                "dry run: would be created",
                                "",
                                "dry run: would be repaired (verdict Pass instead of Fail)"));
        assertThat(tracker.writes()).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void reportsEachResultOnceAsAReplayWouldPublishIt() throws IOException {
        outbox.add(entry(result("TC1"), result("TC2")));
        outbox.add(entry(result("TC2"), result("TC3"), result("TC4")));
        Map<String, String> before = files();

        ReplayReport outcome = dryReplay((entry, share) -> tracker);

        assertThat(outcome.publications())
                .extracting(one -> one.results().stream()
                        .map(status -> status.result().key().testCase())
                        .toList())
                .containsExactly(List.of("TC2", "TC3", "TC4"), List.of("TC1"));
        assertThat(outcome.publications().get(1).waits()).contains("rest of an older entry");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void leavesWhatIsThereAlreadyInTheOutbox() throws IOException {
        outbox.add(entry(result("TC1")));
        tracker.hold(result("TC1"), "Fail");
        Map<String, String> before = files();

        assertThat(dryReplay((entry, share) -> tracker).publications())
                .singleElement()
                .satisfies(one -> assertThat(one.complete()).isTrue());
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void leavesDamagedAndUnfinishedFilesInTheirPlace() throws IOException {
        outbox.add(entry(result("TC1")));
        Files.writeString(directory.resolve("outbox/B1-broken.json"), "{");
        Files.writeString(directory.resolve("outbox/B1-begun.tmp"), "{");
        Map<String, String> before = files();

        ReplayReport outcome = dryReplay((entry, share) -> tracker);

        assertThat(outcome.publications()).hasSize(1);
        assertThat(outcome.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("B1-broken.json is damaged")
                        .contains("It was left in place."));
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void saysWhenAReplayWouldChangeMoreThanIsAllowed() throws IOException {
        outbox.add(entry(result("TC1"), result("TC2")));

        ReplayReport outcome = dryReplay((entry, share) -> new LimitedTracker(tracker, 1));

        assertThat(outcome.publications().get(0).findings())
                .extracting(Finding::message)
                .containsExactly(
                        "Nothing would be written, because 2 objects would be changed, and <maxWrites> allows 1.");
    }

    @Test
    void sendsNoFileToAResultThatIsThere() throws IOException {
        try (RallyServer server = RallyServer.start(directory);
                Spool spool = outbox.spool()) {
            Spool.Kept kept = spool.keep(out -> out.write("log".getBytes(StandardCharsets.UTF_8)));
            Attachment file = new Attachment("log.txt", kept.size(), kept.sha256(), "shop.CartIT.adds");
            Result failed = result(server.testCase("Login"), file);
            outbox.add(
                    new OutboxEntry(FakeTime.START, "rally", server.settings(), new Publication("B1", List.of(failed)))
                            .withFiles(spool.name()));
            try (Tracker rally = rally(server)) {
                new Reconciler(rally, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                        .reconcile(new Publication("B1", List.of(failed)), Reconciler.How.WRITE);
            }
            Map<String, String> before = files();

            ReplayReport outcome = new DryReplay(outbox, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .run((entry, share) -> rally(server));

            assertThat(outcome.publications()).singleElement().satisfies(one -> {
                assertThat(one.complete()).isFalse();
                assertThat(one.attachments())
                        .extracting(AttachmentStatus::state, AttachmentStatus::reason)
                        .containsExactly(org.assertj.core.groups.Tuple.tuple(
                                AttachmentStatus.State.WAITING, "dry run: would be attached"));
            });
            assertThat(server.front().seen()).noneMatch(seen -> seen.uri().contains("attachment/create"));
            assertThat(files()).isEqualTo(before);
        }
    }

    private static Tracker rally(RallyServer server) {
        return new RallyTrackerFactory().open(server.connection(server.settings()));
    }
}
