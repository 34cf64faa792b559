package io.gitlab.verdict.tracker.rally.result;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.time.RetryPolicy;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.rally.target.Target;
import io.gitlab.verdict.tracker.rally.testcase.TestCases;
import io.gitlab.verdict.tracker.rally.wire.Envelope;
import io.gitlab.verdict.tracker.rally.wire.WsapiAnswers;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import io.gitlab.verdict.tracker.rally.wire.WsapiErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Writes changes in batches, once each. The order of the answers in a batch is not documented, so answers are matched
 * to changes by test case and date. Errors name no object: if several changes failed with different errors, each of
 * these changes is sent again alone, which is safe because a refused entry was not applied. The maximum batch size is
 * not documented either: a batch that is refused as a whole is halved. If the server does not support batches, each
 * change is sent alone.
 */
public final class ResultWriter {
    private static final String FETCH = "ObjectID,Date,TestCase,FormattedID,Verdict";
    private static final String ACTION = "write results";

    /** Rally's error if test set and test case are in different projects. */
    private static final String TEST_SET_REFUSED = "Could not set value for Test Set";

    private static final Answer UNTOLD = new Answer.Unknown("Rally's answer does not contain the result");

    private final WsapiClient wsapi;
    private final Target target;
    private final TestCases testCases;
    private final ResultBody body;
    private final ResultReader reader;
    private final BatchSize size;
    private final StoredOtherwise otherwise;
    private final Map<ResultKey, Answer> answers = new HashMap<>();
    private boolean accepted;
    private int refusedAlone;
    private Optional<Answer> end = Optional.empty();

    public ResultWriter(
            WsapiClient wsapi,
            Target target,
            TestCases testCases,
            ResultBody body,
            ResultReader reader,
            BatchSize size,
            StoredOtherwise otherwise) {
        this.wsapi = wsapi;
        this.target = target;
        this.testCases = testCases;
        this.body = body;
        this.reader = reader;
        this.size = size;
        this.otherwise = otherwise;
    }

    /**
     * Returns an answer for the key of each change. Stops after a request without an answer, or if the API key is
     * refused.
     */
    public Map<ResultKey, Answer> write(List<Change> changes) {
        for (int from = 0; from < changes.size() && end.isEmpty(); ) {
            List<Change> batch = changes.subList(from, Math.min(from + size.most(), changes.size()));
            send(batch);
            from += batch.size();
        }
        end.ifPresent(answer -> answerAll(changes, answer));
        return answers;
    }

    private void send(List<Change> batch) {
        if (end.isPresent()) {
            return;
        }
        try {
            Optional<Envelope> envelope = size.batchless()
                    ? Optional.empty()
                    : wsapi.postIfThere("batch", parameters(), body.batch(batch), ACTION);
            if (envelope.isPresent()) {
                answered(batch, envelope.get());
            } else {
                size.renounce();
                batch.forEach(this::sendAlone);
            }
        } catch (RefusedException e) {
            end = Optional.of(new Answer.Refused(e.getMessage(), false));
        } catch (NoAnswerException e) {
            unanswered(batch, e);
        }
    }

    private Map<String, String> parameters() {
        return Map.of("workspace", target.workspace(), "project", target.project(), "fetch", FETCH);
    }

    private void unanswered(List<Change> sent, NoAnswerException e) {
        answerAll(sent, WsapiAnswers.unanswered(e));
        end = Optional.of(
                new Answer.NotSent("not sent, because Rally stopped answering: " + e.getMessage(), e.retryAfter()));
    }

    private void answered(List<Change> batch, Envelope envelope) {
        otherwise.warned(envelope.content());
        if (envelope.errors().isEmpty()) {
            accepted = true;
            size.accepted(batch.size());
            sort(batch, envelope);
        } else {
            refusedAsWhole(batch, envelope.errors());
        }
    }

    private void refusedAsWhole(List<Change> batch, List<String> errors) {
        if (batch.size() > 1 && !WsapiErrors.invalidKey(errors) && !WsapiErrors.conflict(errors)) {
            send(batch.subList(0, batch.size() / 2));
            send(batch.subList(batch.size() / 2, batch.size()));
            size.refused(batch.size());
            return;
        }
        Answer.Refused refused =
                new Answer.Refused(wsapi.refusal(ACTION, errors), WsapiErrors.transientFailure(errors));
        answerAll(batch, refused);
        boolean everything = WsapiErrors.invalidKey(errors)
                || (batch.size() == 1 && !accepted && ++refusedAlone >= RetryPolicy.MAX_REFUSALS_WITHOUT_SUCCESS);
        if (everything && !refused.worthRetrying()) {
            end = Optional.of(refused);
        }
    }

    private void sendAlone(Change change) {
        if (end.isPresent()) {
            return;
        }
        try {
            answered(change, wsapi.post(ResultBody.path(change), parameters(), body.alone(change), ACTION));
        } catch (RefusedException e) {
            end = Optional.of(new Answer.Refused(e.getMessage(), false));
        } catch (NoAnswerException e) {
            unanswered(List.of(change), e);
        }
    }

    private void answered(Change change, Envelope envelope) {
        otherwise.warned(envelope.content());
        if (!envelope.errors().isEmpty()) {
            Answer refused = refused(change, envelope.errors());
            answers.put(change.result().key(), refused);
            end = WsapiErrors.invalidKey(envelope.errors()) ? Optional.of(refused) : end;
        } else if (!applied(envelope.content().path("Object"))) {
            answerAll(List.of(change), UNTOLD);
        }
    }

    private void answerAll(List<Change> changes, Answer answer) {
        changes.forEach(change -> answers.putIfAbsent(change.result().key(), answer));
    }

    private void sort(List<Change> batch, Envelope envelope) {
        List<List<String>> refusals = new ArrayList<>();
        int strangers = 0;
        for (JsonNode entry : envelope.content().path("Results")) {
            List<String> errors = Envelope.errors(entry);
            otherwise.warned(entry);
            if (!errors.isEmpty()) {
                refusals.add(errors);
            } else if (!applied(entry.path("Object"))) {
                strangers++;
            }
        }
        List<Change> rest = batch.stream()
                .filter(change -> !answers.containsKey(change.result().key()))
                .toList();
        if (!rest.isEmpty()) {
            sortRest(rest, refusals, strangers);
        }
    }

    private boolean applied(JsonNode object) {
        return reader.key(object)
                .map(key -> answers.put(key, new Answer.Applied()) == null)
                .orElse(false);
    }

    private void sortRest(List<Change> rest, List<List<String>> refusals, int strangers) {
        if (strangers > 0 || refusals.size() != rest.size()) {
            answerAll(rest, UNTOLD);
        } else if (new HashSet<>(refusals).size() == 1) {
            rest.forEach(change -> answers.put(change.result().key(), refused(change, refusals.get(0))));
        } else {
            rest.forEach(change -> send(List.of(change)));
        }
    }

    private Answer refused(Change change, List<String> errors) {
        String said = wsapi.refusal("write it", errors);
        String testCase = change.result().key().testCase();
        boolean testSet = errors.stream().anyMatch(error -> error.contains(TEST_SET_REFUSED));
        if (testSet && !testCases.outsideTestSet().contains(testCase)) {
            testCases.leaveOutOfTestSet(testCase);
            return new Answer.Refused(said, true);
        }
        return new Answer.Refused(said, WsapiErrors.transientFailure(errors));
    }
}
