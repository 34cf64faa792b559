package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Links test cases to the suite, which creates their runs in each of its executions. A call that is refused is halved
 * until the test case that cannot be linked stands alone. Whether linking what is linked already adds a second run is not
 * documented: what was linked is not linked again while its runs may be invisible.
 */
final class Linker {
    private static final int BATCH_SIZE = 20;

    /** QMetry does not tell the status of a run that it has just created. */
    private static final long NO_STATUS = 0;

    /** Of one turn: where nothing can be linked, the writes of a whole publication would go into finding that out. */
    private static final int MOST_REFUSALS = 10;

    private final OpenApi api;
    private final Route route;
    private final Deadline deadline;
    private final Duration replicaLag;
    private final Map<String, Instant> certainAt = new HashMap<>();
    private final Map<String, Integer> refusedAlone = new HashMap<>();
    private final List<Run> created = new ArrayList<>();
    private Map<TestCase, Answer> answers = Map.of();
    private Optional<Answer> end = Optional.empty();
    private int refusals;

    /** @param replicaLag how long new runs may stay invisible */
    Linker(OpenApi api, Route route, Deadline deadline, Duration replicaLag) {
        this.api = api;
        this.route = route;
        this.deadline = deadline;
        this.replicaLag = replicaLag;
    }

    /**
     * Links test cases, none of which had a run when the runs were last read.
     *
     * @param readAt when that read began
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
        testCases.forEach(
                one -> answers.putIfAbsent(one, new Answer.NotSent("it was linked to the suite, and has no run yet")));
        return answers;
    }

    /** The runs in the chosen executions that the last turn created, as far as QMetry told. */
    List<Run> created() {
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
            noteCreated(batch, envelope);
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

    private void noteCreated(List<TestCase> batch, Row envelope) {
        for (Row data : envelope.rows("data")) {
            for (Row execution : data.rows("tsRunDetail")) {
                route.suiteRuns().stream()
                        .filter(one -> one.id() == execution.id("tsRunID"))
                        .forEach(one -> noteCreated(batch, one, execution.rows("tcRunDetail")));
            }
        }
    }

    private void noteCreated(List<TestCase> batch, SuiteRun suiteRun, List<Row> rows) {
        for (Row row : rows) {
            long id = row.id("tcRunID");
            batch.stream()
                    .filter(one -> id != 0 && one.id() == row.id("tcID"))
                    .forEach(one ->
                            created.add(new Run(id, suiteRun, one.key(), NO_STATUS, false, 0, "", Optional.empty())));
        }
    }

    private String action() {
        return "link test cases to test suite " + route.suiteKey();
    }

    private Map<String, Object> body(List<TestCase> batch) {
        return Map.of(
                "tsID",
                route.suiteId(),
                "tcvdIDs",
                batch.stream().map(TestCase::versionId).toList(),
                "fromReqs",
                false);
    }
}
