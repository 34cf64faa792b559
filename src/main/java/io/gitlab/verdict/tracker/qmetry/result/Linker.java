package io.gitlab.verdict.tracker.qmetry.result;

import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.qmetry.project.TestCase;
import io.gitlab.verdict.tracker.qmetry.suite.SuiteRun;
import io.gitlab.verdict.tracker.qmetry.suite.Target;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Links test cases to the suite, which creates a run in each of its suite runs. A refused batch is halved until the test
 * case that cannot be linked is isolated. QMetry does not document whether linking twice creates a second run, so a linked
 * test case is not linked again while its runs may be invisible.
 */
final class Linker {
    private static final int BATCH_SIZE = 20;

    /** QMetry does not return the status of a run that it has just created. */
    private static final long NO_STATUS = 0;

    /**
     * Applies to each call of {@link #link}: if nothing can be linked, isolating each test case takes too many writes.
     */
    private static final int MOST_REFUSALS = 10;

    private final OpenApi api;
    private final Target target;
    private final Deadline deadline;
    private final Duration replicaLag;
    private final Map<String, Instant> certainAt = new HashMap<>();
    private final Map<String, Integer> refusedAlone = new HashMap<>();
    private final List<TestCaseRun> created = new ArrayList<>();
    private Map<TestCase, Answer> answers = Map.of();
    private Optional<Answer> end = Optional.empty();
    private int refusals;

    /** @param replicaLag how long new runs may stay invisible to reads */
    Linker(OpenApi api, Target target, Deadline deadline, Duration replicaLag) {
        this.api = api;
        this.target = target;
        this.deadline = deadline;
        this.replicaLag = replicaLag;
    }

    /**
     * Links test cases that had no run when the runs were last read.
     *
     * @param readAt when that read started
     * @return an answer for each
     */
    Map<TestCase, Answer> link(List<TestCase> testCases, Instant readAt) {
        answers = new HashMap<>();
        created.clear();
        end = Optional.empty();
        refusals = 0;
        List<TestCase> due = testCases.stream()
                .filter(one -> !mayBeLinked(one, readAt))
                .sorted(Comparator.comparing(one -> refusedAlone.getOrDefault(one.key(), 0)))
                .toList();
        for (int from = 0; from < due.size(); from += BATCH_SIZE) {
            send(due.subList(from, Math.min(from + BATCH_SIZE, due.size())));
        }
        testCases.forEach(one -> answers.putIfAbsent(
                one, new Answer.NotSent("it is linked to the suite, but its run is not visible yet")));
        return answers;
    }

    /** The runs that the last call created in the selected suite runs, as far as QMetry returned them. */
    List<TestCaseRun> created() {
        return List.copyOf(created);
    }

    private boolean mayBeLinked(TestCase testCase, Instant readAt) {
        Instant certain = certainAt.get(testCase.key());
        return certain != null && readAt.isBefore(certain);
    }

    private void send(List<TestCase> batch) {
        if (end.isPresent()) {
            answer(batch, end.get());
            return;
        }
        try {
            answered(batch, api.write("PUT", "rest/testsuites/dolink/TCs", body(batch), action()));
        } catch (RefusedException e) {
            end = Optional.of(new Answer.Refused(e.getMessage(), false));
            answer(batch, end.get());
        } catch (NoAnswerException e) {
            end = Optional.of(new Answer.NotSent(e.getMessage(), e.retryAfter()));
            if (e.maybeApplied()) {
                linked(batch, new Answer.Unknown(e.getMessage(), e.retryAfter()));
            } else {
                answer(batch, end.get());
            }
        }
    }

    private void answered(List<TestCase> batch, Row envelope) {
        if (envelope.success()) {
            linked(batch, new Answer.Applied());
            recordCreated(batch, envelope);
        } else {
            refused(batch, new Answer.Refused(api.refusal(action(), envelope), true));
        }
    }

    private void refused(List<TestCase> batch, Answer.Refused refused) {
        if (++refusals >= MOST_REFUSALS) {
            end = Optional.of(refused);
        }
        if (batch.size() > 1) {
            send(batch.subList(0, batch.size() / 2));
            send(batch.subList(batch.size() / 2, batch.size()));
        } else {
            refusedAlone.merge(batch.get(0).key(), 1, Integer::sum);
            answer(batch, refused);
        }
    }

    private void linked(List<TestCase> batch, Answer answer) {
        answer(batch, answer);
        Instant certain = deadline.now().plus(replicaLag);
        batch.forEach(one -> certainAt.put(one.key(), certain));
    }

    private void answer(List<TestCase> batch, Answer answer) {
        batch.forEach(one -> answers.put(one, answer));
    }

    private void recordCreated(List<TestCase> batch, Row envelope) {
        for (Row data : envelope.rows("data")) {
            for (Row suiteRun : data.rows("tsRunDetail")) {
                target.suiteRuns().stream()
                        .filter(one -> one.id() == suiteRun.id("tsRunID"))
                        .forEach(one -> recordCreated(batch, one, suiteRun.rows("tcRunDetail")));
            }
        }
    }

    private void recordCreated(List<TestCase> batch, SuiteRun suiteRun, List<Row> rows) {
        for (Row row : rows) {
            long id = row.id("tcRunID");
            batch.stream()
                    .filter(one -> id != 0 && one.id() == row.id("tcID"))
                    .forEach(one -> created.add(
                            new TestCaseRun(id, suiteRun, one.key(), NO_STATUS, false, 0, "", Optional.empty())));
        }
    }

    private String action() {
        return "link test cases to test suite " + target.suiteKey();
    }

    private Map<String, Object> body(List<TestCase> batch) {
        return Map.of(
                "tsID",
                target.suiteId(),
                "tcvdIDs",
                batch.stream().map(TestCase::versionId).toList(),
                "fromReqs",
                false);
    }
}
