package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * The final state of a result, verified by read-back.
 *
 * @param result the result
 * @param state whether the tracker holds it
 * @param reason why it is not published; empty unless {@link State#UNPUBLISHED}
 * @param url address of the result in the tracker; empty if the tracker gave none
 */
public record ResultStatus(Result result, State state, String reason, Optional<URI> url) {

    /** Whether the tracker holds the result. */
    public enum State {
        /** Written or repaired by this run, and verified. */
        PUBLISHED("published"),
        /** The tracker held it before this run. */
        ALREADY_THERE("alreadyThere"),
        /** The tracker does not hold it, or holds it with wrong values. */
        UNPUBLISHED("unpublished");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** The word used in files, such as {@code alreadyThere}. */
        public String text() {
            return text;
        }
    }

    public ResultStatus {
        requireNonNull(result, "result");
        requireNonNull(state, "state");
        requireNonNull(reason, "reason");
        requireNonNull(url, "url");
        if (reason.isEmpty() == (state == State.UNPUBLISHED)) {
            throw new IllegalArgumentException("state " + state + " does not fit reason \"" + reason + "\"");
        }
    }
}
