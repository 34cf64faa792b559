package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.Preflight;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A tracker in memory whose writes, reads and answers go as the test says. */
public final class MemoryTracker implements Tracker {
    static final Duration LAG = Duration.ofSeconds(8);

    /** What happens to a change, and what is answered. */
    @FunctionalInterface
    public interface Fate {
        Answer meet(MemoryTracker tracker, Change change);
    }

    public static final Fate APPLIED = (tracker, change) -> {
        tracker.apply(change, Optional.empty(), List.of(), Duration.ZERO);
        return new Answer.Applied();
    };

    /** Applied, but the answer is lost. */
    static final Fate LOST = (tracker, change) -> {
        APPLIED.meet(tracker, change);
        return new Answer.Unknown("connection reset");
    };

    /** Not applied, and the answer is lost. */
    public static final Fate VANISHED = (tracker, change) -> new Answer.Unknown("connection reset");

    static final Fate CONFLICT = (tracker, change) -> new Answer.Refused("Concurrency conflict", true);
    static final Fate REFUSED = (tracker, change) -> new Answer.Refused("no such user", false);
    static final Fate NOT_SENT = (tracker, change) -> new Answer.NotSent("not sent");

    /** Applied, while another job writes the same. */
    static final Fate RACED = (tracker, change) -> {
        APPLIED.meet(tracker, change);
        if (change instanceof Change.Create) {
            APPLIED.meet(tracker, change);
        }
        return new Answer.Applied();
    };

    static Fate lagging(Duration lag) {
        return (tracker, change) -> {
            tracker.apply(change, Optional.empty(), List.of(), lag);
            return new Answer.Applied();
        };
    }

    static Fate storedAs(String verdict, String... flaws) {
        return (tracker, change) -> {
            tracker.apply(change, Optional.of(verdict), List.of(flaws), Duration.ZERO);
            return new Answer.Applied();
        };
    }

    /** @param result empty: it was removed */
    private record Version(Optional<StoredResult> result, Instant visibleAt) {}

    private final FakeTime time;
    private final Supplier<Fate> fates;
    private final Map<String, List<Version>> stored = new HashMap<>();
    private final List<Change> writes = new ArrayList<>();
    private final Map<ResultKey, String> refusals = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private Optional<RefusedException> refused = Optional.empty();
    private Map<String, String> place = Map.of();
    private Map<String, String> overwritten = Map.of("nowhere", "");
    private Supplier<Boolean> away = () -> false;
    private Supplier<Duration> slowness = () -> Duration.ZERO;
    private int references;

    public MemoryTracker(FakeTime time, Supplier<Fate> fates) {
        this.time = time;
        this.fates = fates;
    }

    public void refuse(ResultKey key, String reason) {
        refusals.put(key, reason);
    }

    void refuseAll(String reason) {
        refused = Optional.of(new RefusedException(reason));
    }

    /** What is found for settings of the day. */
    public void holdOnlyTheLatestOf(Map<String, String> place) {
        overwritten = place;
    }

    public void settle(Map<String, String> found) {
        place = found;
    }

    public void readsFailWhen(Supplier<Boolean> condition) {
        away = condition;
    }

    /** The delay of answers to reads, after the instant of the state that they show. */
    void readsTake(Supplier<Duration> time) {
        slowness = time;
    }

    void tell(Finding finding) {
        findings.add(finding);
    }

    public void hold(Result result, String verdict, String... flaws) {
        store(Integer.toString(++references), result, verdict, List.of(flaws), Duration.ZERO);
    }

    public void holdFrom(Instant visible, Result result, String verdict) {
        Duration lag = Duration.between(time.instant(), visible);
        store(Integer.toString(++references), result, verdict, List.of(), lag);
    }

    public List<Change> writes() {
        return writes;
    }

    /** What is stored in the end, lag or no lag. */
    public List<StoredResult> truth() {
        return stored.values().stream()
                .flatMap(versions -> versions.get(versions.size() - 1).result().stream())
                .toList();
    }

    private void apply(Change change, Optional<String> verdict, List<String> flaws, Duration lag) {
        if (change instanceof Change.Remove remove) {
            stored.get(remove.stored().reference())
                    .add(new Version(Optional.empty(), time.instant().plus(lag)));
            return;
        }
        String reference =
                change instanceof Change.Repair repair ? repair.stored().reference() : Integer.toString(++references);
        store(
                reference,
                change.result(),
                verdict.orElse(change.result().verdict().text()),
                flaws,
                lag);
    }

    private void store(String reference, Result result, String verdict, List<String> flaws, Duration lag) {
        stored.computeIfAbsent(reference, key -> new ArrayList<>())
                .add(new Version(
                        Optional.of(new StoredResult(result.key(), reference, verdict, flaws, Optional.empty())),
                        time.instant().plus(lag)));
    }

    @Override
    public PreparedPublication prepare(Publication publication) throws RefusedException {
        if (refused.isPresent()) {
            throw refused.get();
        }
        Map<ResultKey, String> refusedNow = new HashMap<>(refusals);
        refusedNow
                .keySet()
                .retainAll(publication.results().stream().map(Result::key).toList());
        return new Prepared(new Preflight(refusedNow, List.of(), place));
    }

    private final class Prepared implements PreparedPublication {
        private final Preflight preflight;

        Prepared(Preflight preflight) {
            this.preflight = preflight;
        }

        @Override
        public Preflight preflight() {
            return preflight;
        }

        @Override
        public Optional<URI> url() {
            return Optional.empty();
        }

        @Override
        public List<StoredResult> read() throws UnavailableException {
            if (away.get()) {
                throw new UnavailableException("HTTP 503", null);
            }
            List<StoredResult> visible = visible();
            time.sleep(slowness.get());
            return visible;
        }

        @Override
        public Map<ResultKey, Answer> write(List<Change> changes) {
            return MemoryTracker.this.write(changes);
        }

        @Override
        public boolean isOverwrittenBy(Map<String, String> settings) {
            return settings.equals(overwritten);
        }

        @Override
        public List<Finding> findings() {
            return findings;
        }

        @Override
        public Duration replicaLag() {
            return LAG;
        }
    }

    private List<StoredResult> visible() {
        return stored.values().stream()
                .flatMap(versions -> versions.stream()
                        .filter(version -> !version.visibleAt().isAfter(time.instant()))
                        .reduce((one, other) -> other)
                        .stream())
                .flatMap(version -> version.result().stream())
                .toList();
    }

    public Map<ResultKey, Answer> write(List<Change> changes) {
        Map<ResultKey, Answer> answers = new HashMap<>();
        for (Change change : changes) {
            Answer answer = fates.get().meet(this, change);
            answers.put(change.result().key(), answer);
            if (!(answer instanceof Answer.NotSent)) {
                writes.add(change);
            }
        }
        return answers;
    }

    @Override
    public void close() {}
}
