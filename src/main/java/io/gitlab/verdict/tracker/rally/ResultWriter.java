package io.gitlab.verdict.tracker.rally;

import com.fasterxml.jackson.databind.JsonNode;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.RefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes changes in batches. No source documents that a batch is answered in its order, so an answer belongs to a change
 * only when its object says so: by test case and date. The errors in an answer name no object; when several changes got
 * different errors, each of them is sent again alone to learn which error is whose, which does no harm because a refused
 * entry was not applied.
 */
final class ResultWriter {
    private static final String FETCH = "ObjectID,Date,TestCase,FormattedID,Verdict";
    private static final String ACTION = "write results";
    private static final Set<String> PASSING =
            Set.of("ConcurrencyConflict", "Concurrency conflict", "Could not write changes in Unit Of Work");

    private final Wsapi wsapi;
    private final Target target;
    private final ResultBody body;
    private final ResultReader reader;
    private final int batchSize;

    ResultWriter(Wsapi wsapi, Target target, ResultBody body, ResultReader reader, int batchSize) {
        this.wsapi = wsapi;
        this.target = target;
        this.body = body;
        this.reader = reader;
        this.batchSize = batchSize;
    }

    /** An answer for each change's key. After a batch without an answer nothing more is sent. */
    Map<ResultKey, Answer> write(List<Change> changes) {
        Map<ResultKey, Answer> answers = new HashMap<>();
        for (int from = 0; from < changes.size(); from += batchSize) {
            List<Change> batch = changes.subList(from, Math.min(from + batchSize, changes.size()));
            if (!send(batch, answers)) {
                answerAll(changes, new Answer.Refused("not sent, because Rally stopped answering", true), answers);
                return answers;
            }
        }
        return answers;
    }

    /** @return whether Rally answered */
    private boolean send(List<Change> batch, Map<ResultKey, Answer> answers) {
        try {
            Envelope envelope = wsapi.post(
                    "batch",
                    Map.of("workspace", target.workspace(), "project", target.project(), "fetch", FETCH),
                    body.batch(batch),
                    ACTION);
            sort(batch, envelope, answers);
            return true;
        } catch (RefusedException e) {
            answerAll(batch, new Answer.Refused(e.getMessage(), false), answers);
            return true;
        } catch (NoAnswerException e) {
            answerAll(
                    batch,
                    e.maybeApplied() ? new Answer.Unknown(e.getMessage()) : new Answer.Refused(e.getMessage(), true),
                    answers);
            return false;
        }
    }

    private static void answerAll(List<Change> changes, Answer answer, Map<ResultKey, Answer> answers) {
        changes.forEach(change -> answers.putIfAbsent(change.result().key(), answer));
    }

    private void sort(List<Change> batch, Envelope envelope, Map<ResultKey, Answer> answers) {
        if (!envelope.errors().isEmpty()) {
            answerAll(batch, refused(envelope.errors()), answers);
            return;
        }
        List<List<String>> refusals = new ArrayList<>();
        int strangers = 0;
        for (JsonNode entry : envelope.content().path("Results")) {
            List<String> errors = Envelope.errors(entry);
            if (!errors.isEmpty()) {
                refusals.add(errors);
            } else if (!applied(entry.path("Object"), answers)) {
                strangers++;
            }
        }
        List<Change> rest = batch.stream()
                .filter(change -> !answers.containsKey(change.result().key()))
                .toList();
        sortRest(rest, refusals, strangers, answers);
    }

    private boolean applied(JsonNode object, Map<ResultKey, Answer> answers) {
        return reader.key(object)
                .map(key -> answers.put(key, new Answer.Applied()) == null)
                .orElse(false);
    }

    private void sortRest(
            List<Change> rest, List<List<String>> refusals, int strangers, Map<ResultKey, Answer> answers) {
        if (strangers > 0 || refusals.size() != rest.size()) {
            answerAll(rest, new Answer.Unknown("Rally's answer does not tell what became of it"), answers);
        } else if (new HashSet<>(refusals).size() == 1) {
            answerAll(rest, refused(refusals.get(0)), answers);
        } else {
            for (Change change : rest) {
                if (!send(List.of(change), answers)) {
                    answerAll(rest, new Answer.Refused("not sent, because Rally stopped answering", true), answers);
                }
            }
        }
    }

    private Answer refused(List<String> errors) {
        String said = wsapi.mask(String.join("; ", errors));
        boolean passing = PASSING.stream().anyMatch(said::contains);
        return new Answer.Refused("Rally refused it: \"" + said + "\"", passing);
    }
}
