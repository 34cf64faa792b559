package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sets the status of runs, once, several in one call: those of one execution of the suite that get one status and one
 * comment. What a call with a bad run among good ones does is not documented; one that is refused is halved until the
 * bad one stands alone. While none was accepted, the fault is more likely with all: few are tried then, and with a
 * signature one run, because a wrong password locks accounts; which one differs from time to time, lest one bad run keep
 * all the others from being set for ever.
 */
final class StatusWriter {
    private static final String PATH = "rest/execution/runstatus/bulkupdate";
    private static final String ACTION = "set the status of test case runs";

    private static final String WHAT_TO_DO =
            " The execution, its cycle or its release may be locked, the build archived, or"
                    + " the key's owner without the right to execute tests.";

    private static final String SIGNATURE =
            " It was the first change that was signed, and no other is tried, because a wrong password locks accounts."
                    + " Correct the user name and password in the <server> that <qmetry><serverId> names, or, if they are"
                    + " right, what else stands in the way of this one, and run the goal again.";

    /** So many are tried alone while none was accepted. */
    private static final int MOST_ATTEMPTS = 10;

    /** What one call sets. */
    record Group(SuiteRun suiteRun, Status status, String comment) {}

    /** A run, and the result that it is set for. */
    record Target(ResultKey result, long run) {}

    private final OpenApi api;
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
     * @param batchSize how many runs one call sets
     * @param signature for a project that demands one
     * @param deadline tells the time
     */
    StatusWriter(OpenApi api, int batchSize, Optional<Signature> signature, Deadline deadline) {
        this.api = api;
        this.batchSize = batchSize;
        this.signature = signature;
        this.deadline = deadline;
    }

    /**
     * An answer for each result. After a request without an answer, or a refusal of the key, no more is sent.
     *
     * @param dropId of the build that the executions are of, if any
     */
    Map<ResultKey, Answer> write(Map<Group, List<Target>> groups, Optional<Long> dropId) {
        answers = new HashMap<>();
        build = dropId;
        end = hopeless;
        withoutTrial(groups).forEach((group, targets) -> {
            for (int from = 0; from < targets.size(); from += batchSize) {
                send(group, targets.subList(from, Math.min(from + batchSize, targets.size())));
            }
        });
        return answers;
    }

    /** Sends one run of the first that are signed alone, and returns the others. */
    private Map<Group, List<Target>> withoutTrial(Map<Group, List<Target>> groups) {
        int runs = groups.values().stream().mapToInt(List::size).sum();
        if (signature.isEmpty() || accepted || runs < 2) {
            return groups;
        }
        int place = (int) Math.floorMod(deadline.now().toEpochMilli(), (long) runs);
        Map<Group, List<Target>> rest = new LinkedHashMap<>();
        for (Map.Entry<Group, List<Target>> one : groups.entrySet()) {
            List<Target> targets = new ArrayList<>(one.getValue());
            if (place >= 0 && place < targets.size()) {
                send(one.getKey(), List.of(targets.remove(place)));
            }
            place -= one.getValue().size();
            rest.put(one.getKey(), targets);
        }
        return rest;
    }

    /** Whether no more is sent, for whatever reason. */
    boolean ended() {
        return end.isPresent();
    }

    /** Why nothing more may be asked of QMetry; empty when it may. */
    Optional<String> stopped() {
        return stopped;
    }

    private void send(Group group, List<Target> targets) {
        if (end.isPresent()) {
            answer(targets, end.get());
            return;
        }
        try {
            answered(group, targets, call(body(group, targets)));
        } catch (RefusedException e) {
            end = Optional.of(new Answer.Refused(e.getMessage(), false));
            answer(targets, end.get());
        } catch (NoAnswerException e) {
            end = Optional.of(new Answer.NotSent(
                    "not sent, because QMetry stopped answering: " + e.getMessage(), e.retryAfter()));
            answer(targets, e.maybeApplied() ? new Answer.Unknown(e.getMessage(), e.retryAfter()) : end.get());
        }
    }

    private Row call(Map<String, Object> body) throws RefusedException, NoAnswerException {
        return signature.isPresent()
                ? api.writeSecret("PUT", PATH, body, ACTION)
                : api.write("PUT", PATH, body, ACTION);
    }

    private void answered(Group group, List<Target> targets, Row envelope) {
        if (envelope.success()) {
            accepted = true;
            answer(targets, new Answer.Applied());
        } else if (signature.isPresent() && !accepted) {
            stop(
                    targets,
                    api.refusal(ACTION, envelope) + " It was for "
                            + targets.get(0).result().testCase() + "." + SIGNATURE);
        } else if (targets.size() > 1) {
            send(group, targets.subList(0, targets.size() / 2));
            send(group, targets.subList(targets.size() / 2, targets.size()));
        } else {
            refuse(targets, new Answer.Refused(api.refusal(ACTION, envelope) + WHAT_TO_DO, true));
        }
    }

    private void stop(List<Target> targets, String reason) {
        stopped = Optional.of(reason);
        hopeless = Optional.of(new Answer.NotSent(reason));
        end = hopeless;
        answer(targets, end.get());
    }

    private void refuse(List<Target> targets, Answer refusal) {
        refused++;
        if (!accepted && refused >= MOST_ATTEMPTS) {
            hopeless = Optional.of(refusal);
            end = hopeless;
        }
        answer(targets, refusal);
    }

    private Map<String, Object> body(Group group, List<Target> targets) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "entityIDs",
                targets.stream().map(one -> Long.toString(one.run())).collect(Collectors.joining(",")));
        body.put("entityType", "TCR");
        body.put("qmTsRunId", Long.toString(group.suiteRun().id()));
        body.put("runStatusID", group.status().id());
        build.ifPresent(drop -> body.put("dropID", drop));
        body.put("isAutoExecuted", "1");
        body.put("isBulkOperation", targets.size() > 1);
        body.put("comments", group.comment());
        body.put("qmRunObj", "");
        signature.ifPresent(one -> {
            body.put("username", one.user());
            body.put("password", one.password().reveal());
        });
        return body;
    }

    private void answer(List<Target> targets, Answer answer) {
        targets.forEach(target -> answers.merge(target.result(), answer, StatusWriter::together));
    }

    /** What became of a result that stands in several executions. */
    private static Answer together(Answer one, Answer other) {
        if (one.getClass() == other.getClass()) {
            return one;
        }
        if (one.refused() && !one.worthRetrying()) {
            return one;
        }
        if (other.refused() && !other.worthRetrying()) {
            return other;
        }
        return new Answer.Unknown("only some of its executions were set");
    }
}
