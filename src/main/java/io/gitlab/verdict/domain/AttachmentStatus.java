package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of a piece of evidence; what the tracker holds is true by read-back.
 *
 * @param result the result that it belongs to
 * @param name file name without directories
 * @param execution {@link TestExecution#displayName} of the execution that it belongs to
 * @param size in bytes; empty when the file was not looked at
 * @param state where it is
 * @param reason why it is not with the result; empty exactly when it is
 * @param url where a person finds it; empty when there is no such address
 */
public record AttachmentStatus(
        ResultKey result,
        String name,
        String execution,
        OptionalLong size,
        State state,
        String reason,
        Optional<URI> url) {

    /** Where the evidence is. */
    public enum State {
        /** Sent by this run, and read back. */
        ATTACHED("attached"),
        /** The result had it before this run. */
        ALREADY_THERE("alreadyThere"),
        /** Not sent, because it is too large; the notes tell where it is kept. */
        LINKED("linked"),
        /** It will not be sent: this side does not let it out, or the tracker does not take it. */
        REFUSED("refused"),
        /** It is not there yet, or not proven to be; a replay tries again. */
        WAITING("waiting");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** The word used in files, such as {@code alreadyThere}. */
        public String text() {
            return text;
        }
    }

    public AttachmentStatus {
        requireNonNull(result, "result");
        requireNonNull(name, "name");
        requireNonNull(execution, "execution");
        requireNonNull(size, "size");
        requireNonNull(state, "state");
        requireNonNull(reason, "reason");
        requireNonNull(url, "url");
        boolean there = state == State.ATTACHED || state == State.ALREADY_THERE;
        if (reason.isEmpty() != there) {
            throw new IllegalArgumentException("state " + state + " does not fit reason \"" + reason + "\"");
        }
    }
}
