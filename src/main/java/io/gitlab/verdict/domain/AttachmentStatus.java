package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The final state of a piece of evidence; evidence in the tracker is verified by read-back.
 *
 * @param result the result of the evidence
 * @param name file name without directories
 * @param execution {@link TestExecution#displayName} of the execution of the evidence
 * @param size in bytes; empty if the file was not read
 * @param state the state
 * @param reason why the evidence is not attached; empty exactly if it is
 * @param url address for users; empty if there is none
 */
public record AttachmentStatus(
        ResultKey result,
        String name,
        String execution,
        OptionalLong size,
        State state,
        String reason,
        Optional<URI> url) {

    /** The state of a piece of evidence. */
    public enum State {
        /** Sent by this run and read back. */
        ATTACHED("attached"),
        /** Attached before this run. */
        ALREADY_THERE("alreadyThere"),
        /** Not sent, because it is too large; the notes have its location. */
        LINKED("linked"),
        /** Not sent, because the plugin or the tracker does not accept it. */
        REFUSED("refused"),
        /** Not attached yet, or not verified; a replay tries again. */
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
