package io.gitlab.verdict.outbox;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Entries to store. */
final class Entries {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Entries() {}

    static OutboxEntry of(String build) {
        return at(build, NOON);
    }

    static OutboxEntry at(String build, Instant storedAt) {
        return entry(build, storedAt, List.of(result("TC1", "passed: shop.CartIT.adds")));
    }

    static OutboxEntry entry(String build, Instant storedAt, List<Result> results) {
        return new OutboxEntry(
                storedAt, "rally", Map.of("workspace", "Acme", "project", "Shop"), new Publication(build, results));
    }

    /** The same entry, with results whose work has ended. */
    static OutboxEntry ended(OutboxEntry entry, ResultStatus... results) {
        return entry.with(new Progress(Map.of(), List.of(results), List.of()));
    }

    static Result result(String testCase, String notes) {
        return new Result(new ResultKey(testCase, NOON), Verdict.PASS, Duration.ofMillis(20), notes, List.of(0));
    }

    static ResultStatus unpublished(Result result, String reason) {
        return new ResultStatus(result, State.UNPUBLISHED, reason, Optional.empty());
    }

    /** The same seed gives the same entry, in any process. */
    static OutboxEntry random(long seed) {
        Random random = new Random(seed);
        List<Result> results = IntStream.range(0, random.nextInt(20))
                .mapToObj(i -> randomResult("TC" + i + text(random, 3), random))
                .toList();
        List<ResultStatus> ended = new ArrayList<>();
        for (Result result : results) {
            if (random.nextBoolean()) {
                ended.add(randomStatus(result, random));
            }
        }
        Map<ResultKey, Set<String>> tests = results.stream()
                .filter(result -> random.nextBoolean())
                .collect(Collectors.toMap(Result::key, result -> Set.of(text(random, 40), "test " + random.nextInt())));
        return new OutboxEntry(
                instant(random),
                text(random, 10),
                settings(random),
                new Publication(seed + text(random, 60), results),
                tests,
                "",
                progress(random, ended));
    }

    private static Progress progress(Random random, List<ResultStatus> ended) {
        Progress progress = new Progress(settings(random), ended, List.of());
        return switch (random.nextInt(5)) {
            case 0 -> progress.retryAt(instant(random));
            case 1 -> progress.retryAt(instant(random)).dead(text(random, 40));
            case 2 -> progress.replayedAt(instant(random));
            default -> progress;
        };
    }

    private static Map<String, String> settings(Random random) {
        Map<String, String> settings = new TreeMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            settings.put("setting" + i, text(random, 50));
        }
        return settings;
    }

    private static Result randomResult(String testCase, Random random) {
        return new Result(
                new ResultKey(testCase, instant(random)),
                Verdict.values()[random.nextInt(Verdict.values().length)],
                Duration.ofSeconds(random.nextLong() / 1000, random.nextInt(1_000_000_000)),
                text(random, 2000),
                random.ints(random.nextInt(4), 0, 10_000).boxed().toList());
    }

    private static ResultStatus randomStatus(Result result, Random random) {
        State state = State.values()[random.nextInt(State.values().length)];
        return new ResultStatus(
                result,
                state,
                state == State.UNPUBLISHED ? "because " + text(random, 40) : "",
                random.nextBoolean()
                        ? Optional.of(URI.create("https://tracker.example/" + random.nextInt()))
                        : Optional.empty());
    }

    private static Instant instant(Random random) {
        return Instant.ofEpochSecond(random.nextLong(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()))
                .plusNanos(random.nextInt(1_000_000_000));
    }

    /** Of all characters there are, control characters and halves of surrogate pairs included, most of them plain. */
    private static String text(Random random, int length) {
        int[] bounds = {128, 128, 128, 0x300, Character.MAX_VALUE + 1};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(length); i > 0; i--) {
            text.append((char) random.nextInt(bounds[random.nextInt(bounds.length)]));
        }
        return text.toString();
    }
}
