package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

/**
 * The state of the repair of one stuck result in a sweep, verified by read-back.
 *
 * @param result the stuck result as found
 * @param state the state of the repair
 * @param testCase ID of the test case after the repair; empty if unknown
 * @param verdict the verdict that the repair sets; empty if the verdict stays unchanged
 * @param reason why the stuck result is repaired, or why not
 */
public record RepairStatus(StuckResult result, State state, String testCase, String verdict, String reason) {

    /** The state of a repair. */
    public enum State {
        /** Not sent, because of a dry run or because the sweep ended before. */
        PLANNED("planned"),
        /** The change was or may have been sent, and was not read back. */
        SENT("sent"),
        /** Read back with the verdict. */
        COMPLETED("completed"),
        /** Read back with the test case and a verdict. */
        RELINKED("relinked"),
        /** Not changed, because someone else changed it, or because it must be repaired manually. */
        LEFT("left"),
        /** Read back unchanged, or refused by the tracker. */
        FAILED("failed");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** The identifier in files. */
        public String text() {
            return text;
        }
    }

    public RepairStatus {
        requireNonNull(result, "result");
        requireNonNull(state, "state");
        requireNonNull(testCase, "testCase");
        requireNonNull(verdict, "verdict");
        requireNonNull(reason, "reason");
    }
}
