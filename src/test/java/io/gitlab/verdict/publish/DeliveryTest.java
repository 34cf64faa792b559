package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.InvalidSettingException;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FakeTime;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    @TempDir
    Path directory;

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

    private static OutboxEntry entry(String... testCases) {
        List<Result> results = List.of(testCases).stream()
                .map(id -> new Result(new ResultKey(id, FakeTime.START), Verdict.PASS, Duration.ZERO, "", List.of(0)))
                .toList();
        Publication publication = new Publication("B1", results);
        return new OutboxEntry(FakeTime.START, "rally", Map.of(), publication, List.of());
    }

    private Reconciliation deliver(OutboxEntry entry) {
        return new Delivery(outbox, time.deadline(Duration.ofMinutes(10)), line -> {}).deliver(entry, tracker);
    }

    private List<ReplayOutbox.Replayed> replay() throws IOException {
        return replayOutbox().run(entry -> tracker).publications();
    }

    private ReplayOutbox replayOutbox() {
        return new ReplayOutbox(outbox, time.deadline(Duration.ofMinutes(10)), line -> {});
    }

    @Test
    void forgetsWhatTheTrackerHolds() throws Exception {
        assertThat(deliver(entry("TC1", "TC2")).complete()).isTrue();
        assertThat(outbox.waiting().ids()).isEmpty();
    }

    @Test
    void keepsThePublicationThroughAnOutageUntilAReplay() throws Exception {
        tracker.readsFailWhen(() -> true);

        assertThat(deliver(entry("TC1", "TC2")).complete()).isFalse();
        assertThat(outbox.waiting().ids()).hasSize(1);
        assertThat(tracker.truth()).isEmpty();

        tracker.readsFailWhen(() -> false);
        assertThat(replay())
                .singleElement()
                .satisfies(
                        replayed -> assertThat(replayed.count(State.PUBLISHED)).isEqualTo(2));
        assertThat(outbox.waiting().ids()).isEmpty();
        assertThat(tracker.truth()).hasSize(2);
    }

    @Test
    void hasThePublicationOnDiskBeforeTheFirstRequest() throws Exception {
        tracker.readsFailWhen(() -> {
            try {
                assertThat(outbox.waiting().ids()).hasSize(1);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return false;
        });

        assertThat(deliver(entry("TC1")).complete()).isTrue();
    }

    @Test
    void waitsForWhatAnInterruptedRunMayJustHaveWritten() throws Exception {
        OutboxEntry interrupted = entry("TC1");
        outbox.store(interrupted);
        tracker.holdFrom(
                time.instant().plusSeconds(7),
                interrupted.publication().results().get(0),
                "Pass");

        Reconciliation done = deliver(interrupted);

        assertThat(done.results()).extracting(ResultStatus::state).containsExactly(State.ALREADY_THERE);
        assertThat(tracker.writes()).isEmpty();
    }

    @Test
    void writesNothingAfterAnInterruptionWhenNoTimeIsLeftToSeeWhatItWrote() throws Exception {
        OutboxEntry interrupted = entry("TC1");
        outbox.store(interrupted);

        Reconciliation done =
                new Delivery(outbox, time.deadline(Duration.ofSeconds(6)), line -> {}).deliver(interrupted, tracker);

        assertThat(done.complete()).isFalse();
        assertThat(tracker.writes()).isEmpty();
        assertThat(outbox.waiting().ids()).hasSize(1);
    }

    @Test
    void doesNotCallPublishedWhatIsNeitherThereNorKept() throws Exception {
        Files.writeString(directory.resolve("outbox"), "a file in the way");
        tracker.readsFailWhen(() -> true);

        assertThat(deliver(entry("TC1")).findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("not in the outbox either"));
    }

    @Test
    void leavesToThePersonWhatOnlyAPersonCanHelp() throws Exception {
        OutboxEntry entry = entry("TC1", "TC2");
        tracker.refuse(entry.publication().results().get(0).key(), "test case TC1 is unknown");
        deliver(entry);

        assertThat(outbox.read(outbox.waiting().ids().get(0)))
                .hasValueSatisfying(kept -> assertThat(kept.pending()).isFalse());
        assertThat(replayOutbox().runPending("rally", any -> tracker).publications())
                .isEmpty();
        assertThat(replay())
                .singleElement()
                .satisfies(replayed ->
                        assertThat(replayed.count(State.UNPUBLISHED)).isEqualTo(1));
    }

    @Test
    void publishesWithoutAnOutboxThatCannotBeWritten() throws Exception {
        Files.writeString(directory.resolve("outbox"), "a file in the way");

        Reconciliation done = deliver(entry("TC1"));

        assertThat(done.complete()).isTrue();
        assertThat(done.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING));
    }

    @Test
    void leavesToTheOtherProcessWhatItIsPublishing() throws Exception {
        OutboxEntry entry = entry("TC1");

        Reconciliation done =
                outbox.exclusively(entry.id(), () -> deliver(entry)).orElseThrow();

        assertThat(done.results())
                .singleElement()
                .satisfies(status -> assertThat(status.reason()).startsWith("another process is publishing"));
        assertThat(tracker.writes()).isEmpty();
    }

    @Test
    void tellsOfAnEntryWhoseTrackerCannotBeOpenedAndGoesOn() throws Exception {
        outbox.store(entry("TC1"));
        outbox.store(entry("TC2"));
        int[] opened = {0};

        List<ReplayOutbox.Replayed> replayed = replayOutbox()
                .run(entry -> {
                    if (opened[0]++ == 0) {
                        throw new InvalidSettingException("No API key");
                    }
                    return tracker;
                })
                .publications();

        assertThat(replayed).extracting(one -> one.count(State.UNPUBLISHED)).containsExactlyInAnyOrder(0L, 1L);
        assertThat(outbox.waiting().ids()).hasSize(1);
    }
}
