package io.gitlab.verdict.tracker.rally.result;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.target.Target;
import io.gitlab.verdict.tracker.rally.wire.WsapiAnswers;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.util.Optional;

/** Deletes duplicate results. The notes must prove that Verdict wrote the result for this key. */
public final class DuplicateRemover {
    private final WsapiClient wsapi;
    private final Target target;

    public DuplicateRemover(WsapiClient wsapi, Target target) {
        this.wsapi = wsapi;
        this.target = target;
    }

    public Answer remove(Change.Remove change) {
        String path = "testcaseresult/" + change.stored().reference();
        ResultKey key = change.result().key();
        try {
            Optional<ResultKey> marked = NotesHtml.key(wsapi.read(path, "ObjectID,Notes", "read a duplicate's notes")
                    .path("Notes")
                    .asString(""));
            if (!marked.equals(Optional.of(key))) {
                return new Answer.Refused("its notes do not prove that Verdict wrote it", false);
            }
            return WsapiAnswers.delete(wsapi, path, target.workspace(), "delete a duplicate");
        } catch (RefusedException e) {
            return new Answer.Refused(e.getMessage(), true);
        } catch (UnavailableException e) {
            return new Answer.NotSent(e.getMessage());
        }
    }
}
