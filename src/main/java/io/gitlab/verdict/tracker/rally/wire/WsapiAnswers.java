package io.gitlab.verdict.tracker.rally.wire;

import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.RefusedException;

/** Converts the outcome of a WSAPI request into an {@link Answer}. */
public final class WsapiAnswers {
    private WsapiAnswers() {}

    public static Answer unanswered(NoAnswerException e) {
        return e.maybeApplied()
                ? new Answer.Unknown(e.getMessage(), e.retryAfter())
                : new Answer.NotSent(e.getMessage(), e.retryAfter());
    }

    /** Deletes an object once. An object that no longer exists counts as deleted. */
    public static Answer delete(WsapiClient wsapi, String path, String workspace, String action)
            throws RefusedException {
        try {
            Envelope envelope = wsapi.delete(path, workspace, action);
            return envelope.errors().isEmpty() || WsapiErrors.alreadyDeleted(envelope.errors())
                    ? new Answer.Applied()
                    : new Answer.Refused(wsapi.refusal("delete it", envelope.errors()), true);
        } catch (NoAnswerException e) {
            return unanswered(e);
        }
    }
}
