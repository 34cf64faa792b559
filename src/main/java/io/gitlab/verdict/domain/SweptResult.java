package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

/**
 * What became of an execution in a sweep, true by read-back.
 *
 * @param execution as it was found
 * @param state how far it has come
 * @param testCase id of the test case that it has, was or shall be given; empty when nobody knows
 * @param verdict the verdict that it was or shall be given; empty when it is left at what it is
 * @param reason why it is repaired so, or not
 */
public record SweptResult(StuckResult execution, State state, String testCase, String verdict, String reason) {

    /** How far a repair has come. */
    public enum State {
        /** Nothing was sent: a dry run, or the sweep ended before. */
        PLANNED("planned"),
        /** A change was sent, or was just about to be, and is not read back. */
        SENT("sent"),
        /** It reads back with its verdict. */
        COMPLETED("completed"),
        /** It reads back with its test case, and with a verdict. */
        RELINKED("relinked"),
        /** It is not changed: somebody else has, or somebody must. */
        LEFT("left"),
        /** It reads back as it was, or the tracker refuses. */
        FAILED("failed");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** The word used in files. */
        public String text() {
            return text;
        }
    }

    public SweptResult {
        requireNonNull(execution, "execution");
        requireNonNull(state, "state");
        requireNonNull(testCase, "testCase");
        requireNonNull(verdict, "verdict");
        requireNonNull(reason, "reason");
    }
}
