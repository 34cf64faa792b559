package io.gitlab.verdict.tracker.qmetry.result;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import io.gitlab.verdict.tracker.qmetry.suite.SuiteRun;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sets the status of test case runs, each once. One request sets those of one suite run with the same status and comment.
 * QMetry does not document what a request with one invalid run does, so a refused batch is halved until the invalid run is
 * isolated. While nothing was accepted, the cause probably concerns all runs: only a few are tried, and only one with a
 * signature, because a wrong password locks accounts. This one varies, so that an invalid run does not block all others.
 */
public final class StatusWriter {
    private static final String POSSIBLE_CAUSES =
            " The execution, its cycle or its release may be locked, the build may be archived,"
                    + " or the key's owner may lack the right to execute tests.";

    private static final String SIGNATURE =
            " It was the first signed change; no other is tried, because a wrong password locks accounts. Correct the user"
                    + " name and password in the <server> that <qmetry><serverId> names, or fix the cause of this"
                    + " refusal, and run the goal again.";

    /** How many single runs are tried while nothing was accepted. */
    private static final int MOST_ATTEMPTS = 10;

    /** What one request sets. */
    public record Group(SuiteRun suiteRun, Status status, String comment) {}

    /** A test case run, and the result that it receives. */
    public record RunUpdate(ResultKey result, long run) {}

    private final BulkUpdate request;
    private final int batchSize;
    private final Optional<Signature> signature;
    private final Deadline deadline;
    private Map<ResultKey, Answer> answers = new HashMap<>();
    private Optional<Long> build = Optional.empty();
    private boolean accepted;
    private int refused;
    private Optional<Answer> hopeless = Optional.empty();
    private Optional<Answer> end = Optional.empty();
    private Optional<String> stopped = Optional.empty();

    /**
     * @param batchSize how many runs one request sets
     * @param signature for a project that requires one
     * @param deadline the clock
     */
    public StatusWriter(OpenApi api, int batchSize, Optional<Signature> signature, Deadline deadline) {
        this.request = new BulkUpdate(api, signature);
        this.batchSize = batchSize;
        this.signature = signature;
        this.deadline = deadline;
    }

    /**
     * Returns an answer for each result. Stops after a request without an answer, or a refusal of the key.
     *
     * @param dropId the build, if any
     */
    public Map<ResultKey, Answer> write(Map<Group, List<RunUpdate>> groups, Optional<Long> dropId) {
        answers = new HashMap<>();
        build = dropId;
        end = hopeless;
        sendFirstSigned(groups).forEach((group, updates) -> {
            for (int from = 0; from < updates.size(); from += batchSize) {
                send(group, updates.subList(from, Math.min(from + batchSize, updates.size())));
            }
        });
        return answers;
    }

    /** Before the first signed change was accepted, sends one run alone. Returns the others. */
    private Map<Group, List<RunUpdate>> sendFirstSigned(Map<Group, List<RunUpdate>> groups) {
        int runs = groups.values().stream().mapToInt(List::size).sum();
        if (signature.isEmpty() || accepted || runs < 2) {
            return groups;
        }
        int place = (int) Math.floorMod(deadline.now().toEpochMilli(), (long) runs);
        Map<Group, List<RunUpdate>> rest = new LinkedHashMap<>();
        for (Map.Entry<Group, List<RunUpdate>> one : groups.entrySet()) {
            List<RunUpdate> updates = new ArrayList<>(one.getValue());
            if (place >= 0 && place < updates.size()) {
                send(one.getKey(), List.of(updates.remove(place)));
            }
            place -= one.getValue().size();
            rest.put(one.getKey(), updates);
        }
        return rest;
    }

    /** Whether no more is sent. */
    public boolean ended() {
        return end.isPresent();
    }

    /** The error if a signed change was refused, after which no request may be sent. */
    Optional<String> stopped() {
        return stopped;
    }

    private void send(Group group, List<RunUpdate> updates) {
        if (end.isPresent()) {
            answer(updates, end.get());
            return;
        }
        try {
            answered(group, updates, request.send(group, updates, build));
        } catch (RefusedException e) {
            end = Optional.of(new Answer.Refused(e.getMessage(), false));
            answer(updates, end.get());
        } catch (NoAnswerException e) {
            end = Optional.of(new Answer.NotSent(
                    "not sent, because QMetry stopped responding: " + e.getMessage(), e.retryAfter()));
            answer(updates, e.maybeApplied() ? new Answer.Unknown(e.getMessage(), e.retryAfter()) : end.get());
        }
    }

    private void answered(Group group, List<RunUpdate> updates, Row envelope) {
        if (envelope.success()) {
            accepted = true;
            answer(updates, new Answer.Applied());
        } else if (signature.isPresent() && !accepted) {
            stop(
                    updates,
                    request.refusal(envelope) + " The signed change was for test case "
                            + updates.get(0).result().testCase() + "." + SIGNATURE);
        } else if (updates.size() > 1) {
            send(group, updates.subList(0, updates.size() / 2));
            send(group, updates.subList(updates.size() / 2, updates.size()));
        } else {
            refuse(updates, new Answer.Refused(request.refusal(envelope) + POSSIBLE_CAUSES, true));
        }
    }

    private void stop(List<RunUpdate> updates, String reason) {
        stopped = Optional.of(reason);
        hopeless = Optional.of(new Answer.NotSent(reason));
        end = hopeless;
        answer(updates, end.get());
    }

    private void refuse(List<RunUpdate> updates, Answer refusal) {
        refused++;
        if (!accepted && refused >= MOST_ATTEMPTS) {
            hopeless = Optional.of(refusal);
            end = hopeless;
        }
        answer(updates, refusal);
    }

    private void answer(List<RunUpdate> updates, Answer answer) {
        updates.forEach(update -> answers.merge(update.result(), answer, StatusWriter::combine));
    }

    /** Combines the answers for a result with runs in several suite runs. */
    private static Answer combine(Answer one, Answer other) {
        if (one.getClass() == other.getClass()) {
            return one;
        }
        if (one.refused() && !one.worthRetrying()) {
            return one;
        }
        if (other.refused() && !other.worthRetrying()) {
            return other;
        }
        return new Answer.Unknown("only some of its test case runs were set");
    }
}
