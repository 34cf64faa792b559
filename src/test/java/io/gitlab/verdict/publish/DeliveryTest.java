package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.outbox.Claim;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.MemoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Progress;
import io.gitlab.verdict.reconcile.MemoryTracker;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.time.Sleeper;
import io.gitlab.verdict.tracker.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
        return new OutboxEntry(FakeTime.START, "rally", Map.of(), publication);
    }

    private static OutboxEntry in(String build, OutboxEntry entry) {
        Publication other = new Publication(build, entry.publication().results());
        return new OutboxEntry(entry.storedAt(), entry.tracker(), entry.settings(), other);
    }

    private Reconciliation deliver(OutboxEntry entry) {
        return new Delivery(outbox, time.deadline(Duration.ofMinutes(10)), line -> {}).deliver(entry, tracker);
    }

    private List<ReplayedPublication> replay() throws IOException {
        return replayOutbox().run((entry, share) -> tracker).publications();
    }

    private ReplayOutbox replayOutbox() {
        return new ReplayOutbox(outbox, time.deadline(Duration.ofMinutes(10)), line -> {});
    }

    @Test
    void forgetsWhatTheTrackerHolds() throws Exception {
        assertThat(deliver(entry("TC1", "TC2")).complete()).isTrue();
        assertThat(outbox.waiting().items()).isEmpty();
    }

    @Test
    void storesTheResultsBeforeTheirEvidenceIsRead() throws Exception {
        Delivery delivery = new Delivery(outbox, time.deadline(Duration.ofMinutes(10)), line -> {});

        assertThatIllegalStateException()
                .isThrownBy(() -> delivery.deliver(
                        entry("TC1"),
                        bare -> {
                            throw new IllegalStateException("the process ends while it reads a screenshot");
                        },
                        tracker));

        assertThat(outbox.waiting().items()).hasSize(1);
        assertThat(replay()).extracting(ReplayedPublication::complete).containsExactly(true);
        assertThat(tracker.truth()).hasSize(1);
    }

    @Test
    void readsTheEvidenceOnceIfTheOutboxCannotKeepIt() {
        AtomicInteger read = new AtomicInteger();
        Outbox full = new DirectoryOutbox(Path.of("/dev/null/outbox"));
        Delivery delivery = new Delivery(full, time.deadline(Duration.ofMinutes(10)), line -> {});

        Reconciliation done = delivery.deliver(
                entry("TC1"),
                bare -> {
                    read.incrementAndGet();
                    return bare;
                },
                tracker);

        assertThat(done.complete()).isTrue();
        assertThat(read).hasValue(1);
    }

    @Test
    void anEntryThatBreaksTheReplayWaitsAndStopsNoOther() throws Exception {
        tracker.readsFailWhen(() -> true);
        deliver(entry("TC1"));

        List<ReplayedPublication> replayed = replayOutbox()
                .run((entry, share) -> {
                    throw new ArithmeticException("long overflow");
                })
                .publications();

        assertThat(replayed).singleElement().satisfies(one -> {
            assertThat(one.complete()).isFalse();
            assertThat(one.results().get(0).reason()).contains("long overflow");
        });
        assertThat(outbox.waiting().items())
                .singleElement()
                .satisfies(item -> assertThat(item.due()).as("on its own").isEmpty());
        tracker.readsFailWhen(() -> false);
        assertThat(replay()).extracting(ReplayedPublication::complete).containsExactly(true);
    }

    @Test
    void keepsThePublicationThroughAnOutageUntilAReplay() throws Exception {
        tracker.readsFailWhen(() -> true);

        assertThat(deliver(entry("TC1", "TC2")).complete()).isFalse();
        assertThat(outbox.waiting().items()).hasSize(1);
        assertThat(tracker.truth()).isEmpty();

        tracker.readsFailWhen(() -> false);
        assertThat(replay())
                .singleElement()
                .satisfies(
                        replayed -> assertThat(replayed.count(State.PUBLISHED)).isEqualTo(2));
        assertThat(outbox.waiting().items()).isEmpty();
        assertThat(tracker.truth()).hasSize(2);
    }

    @Test
    void needsNoOutboxInADirectory() throws Exception {
        MemoryOutbox.Server server = new MemoryOutbox.Server();
        Deadline deadline = time.deadline(Duration.ofMinutes(10));
        tracker.readsFailWhen(() -> true);
        try (Outbox memory = new MemoryOutbox(server)) {
            assertThat(new Delivery(memory, deadline, line -> {})
                            .deliver(entry("TC1", "TC2"), tracker)
                            .complete())
                    .isFalse();
        }

        tracker.readsFailWhen(() -> false);
        try (Outbox memory = new MemoryOutbox(server)) {
            assertThat(new ReplayOutbox(memory, deadline, line -> {})
                            .runDue("rally", (any, share) -> tracker)
                            .publications())
                    .extracting(ReplayedPublication::complete)
                    .containsExactly(true);
            assertThat(memory.waiting().items()).isEmpty();
        }
        assertThat(tracker.truth()).hasSize(2);
    }

    @Test
    void replaysOnItsOwnOnlyWhatIsDue() throws Exception {
        outbox.add(entry("TC1"));
        try (Claim claim = outbox.claim(entry("TC1").target()).orElseThrow()) {
            claim.retryAt(claim.entries().get(0), time.instant().plusSeconds(60));
        }

        assertThat(replayOutbox().runDue("rally", (any, share) -> tracker).publications())
                .isEmpty();
        time.sleep(Duration.ofSeconds(60));
        assertThat(replayOutbox().runDue("rally", (any, share) -> tracker).publications())
                .extracting(ReplayedPublication::complete)
                .containsExactly(true);
    }

    @Test
    void deadEntriesLeaveTimeForTheGoodOne() throws Exception {
        MemoryTracker dead = new MemoryTracker(time, () -> MemoryTracker.APPLIED);
        dead.readsFailWhen(() -> true);
        for (int i = 0; i < 10; i++) {
            outbox.add(in("dead " + i, entry("TC1")));
        }
        time.sleep(Duration.ofSeconds(1));
        OutboxEntry good = entry("TC2");
        outbox.add(new OutboxEntry(time.instant(), "rally", Map.of(), good.publication()));

        List<ReplayedPublication> replayed = replayOutbox()
                .run((entry, share) -> entry.publication().build().startsWith("dead") ? dead : tracker)
                .publications();

        assertThat(replayed)
                .filteredOn(ReplayedPublication::complete)
                .extracting(ReplayedPublication::build)
                .containsExactly("B1");
        assertThat(replayed).hasSize(11);
    }

    @Test
    void triesFirstWhatWasNotTriedForTheLongestTime() throws Exception {
        outbox.add(entry("TC1"));
        time.sleep(Duration.ofSeconds(1));
        OutboxEntry later = in("B2", entry("TC1"));
        outbox.add(new OutboxEntry(time.instant(), "rally", Map.of(), later.publication()));
        time.sleep(Duration.ofSeconds(1));
        tracker.readsFailWhen(() -> true);
        new ReplayOutbox(outbox, time.deadline(Duration.ofSeconds(30)), line -> {}).run((entry, share) -> {
            time.sleep(Duration.ofSeconds(30));
            return tracker;
        });

        tracker.readsFailWhen(() -> false);
        assertThat(replay()).extracting(ReplayedPublication::build).containsExactly("B2", "B1");
    }

    @Test
    void hasThePublicationOnDiskBeforeTheFirstRequest() throws Exception {
        tracker.readsFailWhen(() -> {
            try {
                assertThat(outbox.waiting().items()).hasSize(1);
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
        outbox.add(interrupted);
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
        outbox.add(interrupted);

        Reconciliation done =
                new Delivery(outbox, time.deadline(Duration.ofSeconds(6)), line -> {}).deliver(interrupted, tracker);

        assertThat(done.complete()).isFalse();
        assertThat(tracker.writes()).isEmpty();
        assertThat(outbox.waiting().items()).hasSize(1);
    }

    @Test
    void doesNotCallPublishedWhatIsNeitherThereNorKept() throws Exception {
        Files.writeString(directory.resolve("outbox"), "a file in the way");
        tracker.readsFailWhen(() -> true);

        assertThat(deliver(entry("TC1")).findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("not in the outbox either"));
    }

    @Test
    void leavesRefusedResultsToAnExplicitReplay() throws Exception {
        OutboxEntry entry = entry("TC1", "TC2");
        tracker.refuse(entry.publication().results().get(0).key(), "test case TC1 is unknown");
        deliver(entry);

        assertThat(outbox.waiting().items())
                .singleElement()
                .satisfies(kept -> assertThat(kept.due()).isEmpty());
        assertThat(replayOutbox().runDue("rally", (any, share) -> tracker).publications())
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

        try (Claim other = outbox.claim(entry.target()).orElseThrow()) {
            assertThat(deliver(entry).results())
                    .singleElement()
                    .satisfies(status -> assertThat(status.reason()).startsWith("another process is publishing"));
            assertThat(tracker.writes()).isEmpty();
            assertThat(other.entries()).as("waits for a replay").containsExactly(entry);
            assertThat(replay())
                    .singleElement()
                    .satisfies(one -> assertThat(one.results().get(0).reason()).startsWith("another process"));
        }

        assertThat(replay()).extracting(ReplayedPublication::complete).containsExactly(true);
    }

    @Test
    void waitsForTheOtherProcessAndFindsWhatItPublished() throws Exception {
        OutboxEntry entry = entry("TC1");
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (DirectoryOutbox others = new DirectoryOutbox(directory.resolve("outbox"))) {
            Thread other = new Thread(() -> publishWhenAllowed(others, entry, claimed, mayEnd));
            other.start();
            claimed.await();
            Sleeper letOtherEnd = duration -> {
                time.sleep(duration);
                mayEnd.countDown();
                other.join();
            };
            Deadline deadline = new Deadline(time, letOtherEnd, new Random(1), Duration.ofMinutes(10));

            Reconciliation done = new Delivery(outbox, deadline, line -> {}).deliver(entry, tracker);

            assertThat(done.results()).extracting(ResultStatus::state).containsExactly(State.ALREADY_THERE);
            assertThat(tracker.writes()).hasSize(1);
        }
    }

    private void publishWhenAllowed(
            DirectoryOutbox others, OutboxEntry entry, CountDownLatch claimed, CountDownLatch mayEnd) {
        try (Claim claim = others.claim(entry.target()).orElseThrow()) {
            claim.store(entry);
            claimed.countDown();
            mayEnd.await();
            tracker.write(
                    List.of(new Change.Create(entry.publication().results().get(0))));
            claim.done(entry);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void freezesThePlaceOfTheDayBeforeAnythingIsWritten() throws Exception {
        OutboxEntry entry = entry("TC1");
        tracker.settle(Map.of("testSet", "TS1"));
        List<Map<String, String>> kept = new ArrayList<>();
        MemoryTracker.Fate looking = (memory, change) -> {
            kept.add(placeKept(entry.id()));
            return MemoryTracker.VANISHED.meet(memory, change);
        };
        MemoryTracker observed = new MemoryTracker(time, () -> looking);
        observed.settle(Map.of("testSet", "TS1"));

        new Delivery(outbox, time.deadline(Duration.ofMinutes(10)), line -> {}).deliver(entry, observed);

        assertThat(kept).isNotEmpty().containsOnly(Map.of("testSet", "TS1"));
    }

    private Map<String, String> placeKept(String id) {
        try {
            return OutboxContent.of(outbox).stream()
                    .filter(entry -> entry.id().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .trackerSettings();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void knowsAnInterruptedRunByItsSettingsAsTheyWereGiven() throws Exception {
        OutboxEntry interrupted = entry("TC1");
        outbox.add(interrupted.with(Progress.NONE.at(Map.of("testSet", "TS1"))));
        tracker.settle(Map.of("testSet", "TS1"));
        tracker.holdFrom(
                time.instant().plusSeconds(7),
                interrupted.publication().results().get(0),
                "Pass");

        Reconciliation done = deliver(interrupted);

        assertThat(done.results()).extracting(ResultStatus::state).containsExactly(State.ALREADY_THERE);
        assertThat(tracker.writes()).isEmpty();
        assertThat(outbox.waiting().items()).isEmpty();
    }

    @Test
    void leavesToAReplayWhatAnInterruptedRunBeganElsewhere() throws Exception {
        OutboxEntry interrupted = entry("TC1");
        outbox.add(interrupted.with(Progress.NONE.at(Map.of("testSet", "TS1"))));
        tracker.settle(Map.of("testSet", "TS2"));

        Reconciliation done = deliver(interrupted);

        assertThat(done.results())
                .singleElement()
                .satisfies(status -> assertThat(status.reason()).contains("TS1", "TS2", "verdict:replay"));
        assertThat(tracker.writes()).isEmpty();
        assertThat(placeKept(interrupted.id())).isEqualTo(Map.of("testSet", "TS1"));
    }

    @Test
    void opensTheTrackerOfAReplayAtThePlaceThatWasFrozen() throws Exception {
        outbox.add(entry("TC1").with(Progress.NONE.at(Map.of("testSet", "TS1"))));
        List<Map<String, String>> places = new ArrayList<>();

        replayOutbox().run((entry, share) -> {
            places.add(entry.trackerSettings());
            return tracker;
        });

        assertThat(places).containsExactly(Map.of("testSet", "TS1"));
    }

    @Test
    void replaysNothingThatAnotherProcessHasFinishedMeanwhile() throws Exception {
        outbox.add(entry("TC1"));
        outbox.add(in("B2", entry("TC2")));

        ReplayReport outcome = replayOutbox().run((entry, share) -> {
            try (Claim claim = outbox.claim(in("B2", entry("TC2")).target()).orElseThrow()) {
                claim.done(in("B2", entry("TC2")));
            }
            return tracker;
        });

        assertThat(outcome.publications()).hasSize(1);
        assertThat(tracker.writes()).hasSize(1);
    }

    @Test
    void anUnavailableTrackerLosesNothingAndTakesNotMoreThanTheDeadline() throws Exception {
        outbox.add(entry("TC1"));
        outbox.add(entry("TC2"));
        outbox.add(entry("TC3"));
        tracker.readsFailWhen(() -> true);
        int[] opened = {0};

        ReplayReport outcome = replayOutbox().run((entry, share) -> {
            opened[0]++;
            return tracker;
        });

        assertThat(opened[0]).as("one may be the reason of the failure").isEqualTo(3);
        assertThat(time.slept()).isLessThanOrEqualTo(Duration.ofMinutes(10));
        assertThat(outcome.waiting()).isEqualTo(3);
        assertThat(outcome.publications())
                .allSatisfy(one -> assertThat(one.results().get(0).reason()).startsWith("tracker unavailable: "));
        assertThat(outbox.waiting().items()).hasSize(3);
    }

    @Test
    void goesOnAfterAnEntryWhoseTrackerFailsToOpen() throws Exception {
        outbox.add(entry("TC1"));
        outbox.add(entry("TC2"));
        int[] opened = {0};

        ReplayReport outcome = replayOutbox().run((entry, share) -> {
            if (opened[0]++ == 0) {
                throw new IOException("port in use");
            }
            return tracker;
        });

        assertThat(outcome.publications())
                .extracting(ReplayedPublication::complete)
                .containsExactly(false, true);
        assertThat(outcome.publications().get(0).results().get(0).reason()).isEqualTo("port in use");
        assertThat(outcome.waiting()).isEqualTo(1);
    }

    @Test
    void saysWhereARefusedPublicationWaits() throws Exception {
        OutboxEntry entry = entry("TC1");
        tracker.refuse(entry.publication().results().get(0).key(), "test case TC1 is unknown");
        deliver(entry);

        assertThat(replay())
                .singleElement()
                .satisfies(replayed -> assertThat(Path.of(replayed.waits().replaceAll("^in |;.*", "")))
                        .isRegularFile());
    }

    @Test
    void countsAnUnprovenPublicationAsWaiting() throws Exception {
        outbox.add(entry("TC1"));
        int[] reads = {0};
        tracker.readsFailWhen(() -> ++reads[0] == 3);

        ReplayReport outcome = replayOutbox().run((entry, share) -> tracker);

        assertThat(outcome.publications())
                .singleElement()
                .satisfies(one -> assertThat(one.count(State.UNPUBLISHED)).isZero());
        assertThat(outcome.waiting()).isEqualTo(1);
    }

    @Test
    void countsAsUnreadableNoFindingThatDoesNoHarm() {
        ReplayReport outcome = new ReplayReport(
                List.of(),
                List.of(Finding.warning("cannot be deleted"), Finding.info("dropped"), Finding.error("bad")));

        assertThat(outcome.unreadable()).isEqualTo(1);
    }

    @Test
    void reportsAnEntryWhoseTrackerCannotBeOpenedAndContinues() throws Exception {
        outbox.add(entry("TC1"));
        outbox.add(entry("TC2"));
        int[] opened = {0};

        List<ReplayedPublication> replayed = replayOutbox()
                .run((entry, share) -> {
                    if (opened[0]++ == 0) {
                        throw new InvalidSettingException("No API key");
                    }
                    return tracker;
                })
                .publications();

        assertThat(replayed).extracting(one -> one.count(State.UNPUBLISHED)).containsExactlyInAnyOrder(0L, 1L);
        assertThat(outbox.waiting().items()).hasSize(1);
    }
}
