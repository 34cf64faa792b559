package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Progress;
import io.gitlab.verdict.reconcile.MemoryTracker;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.StoredResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupersessionTest {
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

    private static Result result(String testCase, Verdict verdict) {
        return new Result(new ResultKey(testCase, FakeTime.START), verdict, Duration.ZERO, "", List.of(0));
    }

    /** Each later than the one before. */
    private OutboxEntry entry(Result... results) {
        return entry("B1", results);
    }

    private OutboxEntry entry(String build, Result... results) {
        time.sleep(Duration.ofSeconds(1));
        return new OutboxEntry(
                time.instant(), "rally", Map.of("testSet", "iteration"), new Publication(build, List.of(results)));
    }

    private static OutboxEntry of(OutboxEntry entry, String... tests) {
        return entry.withTests(entry.publication().results().stream()
                .map(Result::key)
                .collect(Collectors.toMap(
                        Function.identity(), key -> Arrays.stream(tests).collect(Collectors.toSet()))));
    }

    private Reconciliation deliver(OutboxEntry entry) {
        return new Delivery(outbox, time.deadline(Duration.ofMinutes(10)), line -> {}).deliver(entry, tracker);
    }

    private ReplayReport replay() throws IOException {
        return new ReplayOutbox(outbox, time.deadline(Duration.ofMinutes(10)), line -> {})
                .run((entry, share) -> tracker);
    }

    private List<List<String>> waiting() throws IOException {
        return OutboxContent.of(outbox).stream()
                .map(entry -> entry.publication().results().stream()
                        .map(result -> result.key().testCase())
                        .toList())
                .toList();
    }

    @Test
    void doesNotLetAReplayUndoANewerPublication() throws Exception {
        outbox.add(entry(result("TC1", Verdict.FAIL), result("TC2", Verdict.PASS)));

        Reconciliation done = deliver(entry(result("TC1", Verdict.ERROR)));
        replay();

        assertThat(done.complete()).isTrue();
        assertThat(done.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).endsWith("results of the same executions: TC1"));
        assertThat(tracker.truth())
                .extracting(one -> one.key().testCase() + " " + one.verdict())
                .containsExactlyInAnyOrder("TC1 Error", "TC2 Pass");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void dropsTestCasesThatTheSameExecutionsNoLongerVerify() throws Exception {
        OutboxEntry typo = of(entry(result("TC99", Verdict.PASS)), "adds");
        tracker.refuse(typo.publication().results().get(0).key(), "test case TC99 is unknown");
        deliver(typo);
        assertThat(waiting()).containsExactly(List.of("TC99"));

        deliver(of(entry(result("TC9", Verdict.PASS)), "adds", "removes"));

        assertThat(waiting()).isEmpty();
        assertThat(replay().publications()).isEmpty();
    }

    @Test
    void keepsResultsOfOtherExecutions() throws Exception {
        outbox.add(of(entry(result("TC1", Verdict.PASS)), "adds", "removes"));
        outbox.add(entry(result("TC2", Verdict.PASS)));

        deliver(of(entry(result("TC3", Verdict.PASS)), "adds"));

        assertThat(waiting()).containsExactlyInAnyOrder(List.of("TC1"), List.of("TC2"));
    }

    @Test
    void keepsResultsOfAnotherBuildOrPlace() throws Exception {
        OutboxEntry entry = entry(result("TC1", Verdict.FAIL));
        outbox.add(new OutboxEntry(entry.storedAt(), "rally", Map.of("testSet", "TS7"), entry.publication()));
        outbox.add(new OutboxEntry(
                entry.storedAt(),
                "rally",
                entry.settings(),
                new Publication("B2", entry.publication().results())));
        outbox.add(new OutboxEntry(entry.storedAt(), "jama", entry.settings(), entry.publication()));

        deliver(entry(result("TC1", Verdict.PASS), result("TC2", Verdict.PASS)));

        assertThat(waiting()).hasSize(3);
    }

    @Test
    void keepsResultsOfAnotherIteration() throws Exception {
        outbox.add(entry(result("TC1", Verdict.FAIL)).with(Progress.NONE.at(Map.of("testSet", "TS1"))));
        tracker.settle(Map.of("testSet", "TS2"));

        deliver(entry(result("TC1", Verdict.PASS), result("TC2", Verdict.PASS)));

        assertThat(waiting()).containsExactly(List.of("TC1"));
    }

    @Test
    void dropsNoNewerResults() throws Exception {
        OutboxEntry older = entry(result("TC1", Verdict.FAIL), result("TC2", Verdict.PASS));
        outbox.add(entry(result("TC1", Verdict.PASS)));

        deliver(older);

        assertThat(waiting()).containsExactly(List.of("TC1"));
        replay();
        assertThat(tracker.truth()).extracting(StoredResult::verdict).containsExactlyInAnyOrder("Pass", "Pass");
    }

    @Test
    void writesNothingOutdatedWhenBothWait() throws Exception {
        outbox.add(entry(result("TC1", Verdict.FAIL), result("TC2", Verdict.PASS)));
        outbox.add(entry(result("TC1", Verdict.ERROR)));

        ReplayReport outcome = replay();

        assertThat(outcome.publications())
                .flatExtracting(ReplayedPublication::results)
                .extracting(ResultStatus::state)
                .containsExactly(State.PUBLISHED, State.PUBLISHED);
        assertThat(tracker.writes()).hasSize(2);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void keepsTheProgressOfTheRest() throws Exception {
        Result refused = result("TC2", Verdict.PASS);
        OutboxEntry older = of(entry(result("TC1", Verdict.FAIL), refused), "adds");
        tracker.refuse(refused.key(), "test case TC2 is unknown");
        tracker.readsFailWhen(() -> true);
        deliver(older);
        tracker.readsFailWhen(() -> false);

        deliver(entry(result("TC1", Verdict.PASS)));

        OutboxEntry rest = OutboxContent.of(outbox).get(0);
        assertThat(rest.tests()).isEqualTo(Map.of(refused.key(), Set.of("adds")));
        assertThat(rest.progress().results())
                .extracting(ResultStatus::reason)
                .containsExactly("test case TC2 is unknown");
    }

    @Test
    void dropsAndNamesResultsWithWhichAnEarlierBuildWouldOverwriteThese() throws Exception {
        OutboxEntry yesterday = entry(result("TC1", Verdict.PASS), result("TC2", Verdict.PASS));
        OutboxEntry elsewhere =
                new OutboxEntry(yesterday.storedAt(), "rally", Map.of("testSet", "TS7"), yesterday.publication());
        outbox.add(yesterday);
        outbox.add(elsewhere);
        tracker.holdOnlyTheLatestOf(yesterday.trackerSettings());

        Reconciliation done = deliver(of(entry("B2", result("TC1", Verdict.FAIL)), "adds"));

        assertThat(done.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).endsWith("TC1 of build B1"));
        assertThat(waiting()).containsExactlyInAnyOrder(List.of("TC2"), List.of("TC1", "TC2"));
    }
}
