package io.gitlab.verdict.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.Answer.Applied;
import io.gitlab.verdict.tracker.Change.Create;
import io.gitlab.verdict.tracker.Change.Repair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the reconciler relies on: every adapter must pass it, against a real server over HTTP. */
public abstract class TrackerContract {
    protected static final String BUILD = "GitLab-4711";
    protected static final Instant DATE = Instant.parse("2026-11-21T20:15:03.120Z");

    /** A tracker that is open, in front of an empty server. */
    protected abstract Tracker tracker();

    /** Makes a test case and returns its id. */
    protected abstract String testCase(String name);

    /** An id of the right shape that no test case has. */
    protected abstract String unknownTestCase();

    protected static Result result(String testCase, Verdict verdict) {
        return new Result(new ResultKey(testCase, DATE), verdict, Duration.ofMillis(1_250), "passed: T.m", List.of(0));
    }

    private static Publication publication(Result... results) {
        return new Publication(BUILD, List.of(results));
    }

    private static List<Change> creations(Publication publication) {
        return publication.results().stream()
                .map(result -> (Change) new Create(result))
                .toList();
    }

    @Test
    void holdsNothingOfABuildThatWasNeverPublished() throws Exception {
        Publication publication = publication(result(testCase("Login"), Verdict.PASS));
        Preflight preflight = tracker().prepare(publication);

        assertThat(preflight.refusals()).isEmpty();
        assertThat(preflight.url()).isPresent();
        assertThat(tracker().read(publication)).isEmpty();
    }

    @Test
    void readsBackEveryVerdictThatItWrote() throws Exception {
        Result[] results = IntStream.range(0, Verdict.values().length)
                .mapToObj(i -> result(testCase("Case " + i), Verdict.values()[i]))
                .toArray(Result[]::new);
        Publication publication = publication(results);
        tracker().prepare(publication);

        assertThat(tracker().write(publication, creations(publication)))
                .hasSize(5)
                .allSatisfy((key, answer) -> assertThat(answer).isInstanceOf(Applied.class));
        assertThat(tracker().read(publication)).hasSize(5).allSatisfy(stored -> {
            Result wanted = List.of(results).stream()
                    .filter(result -> result.key().equals(stored.key()))
                    .findFirst()
                    .orElseThrow();
            assertThat(stored.verdict()).isEqualTo(wanted.verdict().text());
            assertThat(stored.flaws()).isEmpty();
            assertThat(stored.url()).isPresent();
        });
    }

    @Test
    void refusesAnUnknownTestCaseBeforeAnythingIsWritten() throws Exception {
        Result known = result(testCase("Login"), Verdict.PASS);
        Result unknown = result(unknownTestCase(), Verdict.PASS);

        Preflight preflight = tracker().prepare(publication(known, unknown));

        assertThat(preflight.refusals()).containsOnlyKeys(unknown.key());
        assertThat(preflight.refusals().get(unknown.key()))
                .contains(unknown.key().testCase())
                .contains("unknown");
    }

    @Test
    void repairsAResultInItsPlace() throws Exception {
        String testCase = testCase("Login");
        Publication before = publication(result(testCase, Verdict.FAIL));
        Publication after = publication(result(testCase, Verdict.PASS));
        tracker().prepare(before);
        tracker().write(before, creations(before));
        StoredResult stored = tracker().read(before).get(0);

        tracker().write(after, List.of(new Repair(after.results().get(0), stored)));

        assertThat(tracker().read(after)).singleElement().satisfies(one -> {
            assertThat(one.verdict()).isEqualTo("Pass");
            assertThat(one.reference()).isEqualTo(stored.reference());
        });
    }

    @Test
    void tellsResultsOfAnotherBuildAndDateApart() throws Exception {
        String testCase = testCase("Login");
        Publication one = publication(result(testCase, Verdict.PASS));
        Result later =
                new Result(new ResultKey(testCase, DATE.plusSeconds(60)), Verdict.FAIL, Duration.ZERO, "", List.of(0));
        tracker().prepare(one);
        tracker().write(one, creations(one));
        tracker().write(one, List.of(new Create(later)));

        assertThat(tracker().read(one))
                .extracting(StoredResult::key)
                .containsExactlyInAnyOrder(one.results().get(0).key(), later.key());
        assertThat(tracker().read(new Publication("GitLab-4712", one.results())))
                .isEmpty();
    }
}
