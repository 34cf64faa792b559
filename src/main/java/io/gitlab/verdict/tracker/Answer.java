package io.gitlab.verdict.tracker;

/** What a tracker answered to a change. */
public sealed interface Answer {

    /** The tracker says that it did it. */
    record Applied() implements Answer {}

    /**
     * The tracker certainly did not do it.
     *
     * @param reason why, in the tracker's words
     * @param worthRetrying whether the same change may succeed later
     */
    record Refused(String reason, boolean worthRetrying) implements Answer {}

    /**
     * The change never left this machine, and may be tried again.
     *
     * @param reason why
     */
    record NotSent(String reason) implements Answer {}

    /**
     * The tracker may or may not have done it: no answer came, or none that tells.
     *
     * @param reason what happened
     */
    record Unknown(String reason) implements Answer {}
}
