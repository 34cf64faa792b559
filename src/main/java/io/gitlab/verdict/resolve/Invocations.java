package io.gitlab.verdict.resolve;

import java.util.BitSet;

/**
 * Where the invocation at the end of a reported test name may begin: {@code [1][2]} of JUnit 5, {@code [0: a]} of JUnit 4,
 * {@code [1, a](1)} of TestNG, {@code " [x: 1, #0]"} of Spock. Takes linear time, whatever the name.
 */
final class Invocations {
    private final String name;
    private final BitSet starts = new BitSet();
    private final int lastClosing;
    private final boolean testNg;

    Invocations(String name) {
        this.name = name;
        int counter = counterStart();
        this.testNg = counter >= 0;
        this.lastClosing = testNg ? counter - 1 : name.endsWith("]") ? name.length() - 1 : -1;
        if (lastClosing == name.length() - 1) {
            markGroups();
            markIteration();
        }
    }

    /** Whether the text from there to the end is an invocation. */
    boolean startAt(int index) {
        return starts.get(index) || index < lastClosing && name.charAt(index) == '[' && (testNg || isNumbered(index));
    }

    /** Where the {@code (1)} behind TestNG's arguments begins; -1 if there is none. */
    private int counterStart() {
        int open = name.lastIndexOf("](") + 1;
        boolean counter = open > 0 && name.endsWith(")") && digitsEnd(open + 1) == name.length() - 1;
        return counter && name.length() - 1 > open + 1 ? open : -1;
    }

    private void markGroups() {
        int end = name.length() - 1;
        while (end > 0 && name.charAt(end) == ']') {
            int start = groupStart(end);
            if (start < 0) {
                return;
            }
            starts.set(start);
            end = start - 1;
        }
    }

    private void markIteration() {
        int start = groupStart(lastClosing);
        int number = name.lastIndexOf('#');
        boolean numbered =
                start >= 0 && number > start && number + 1 < lastClosing && digitsEnd(number + 1) == lastClosing;
        if (numbered && start > 0 && name.charAt(start - 1) == ' ') {
            starts.set(start - 1);
        }
    }

    /** The bracket that opens the group that is closed there; -1 if there is another bracket, or none, before. */
    private int groupStart(int closing) {
        int start = Math.max(name.lastIndexOf('[', closing - 1), name.lastIndexOf(']', closing - 1));
        return start >= 0 && name.charAt(start) == '[' ? start : -1;
    }

    private boolean isNumbered(int index) {
        int end = digitsEnd(index + 1);
        return end > index + 1 && name.startsWith(": ", end) && end + 2 <= lastClosing;
    }

    private int digitsEnd(int from) {
        int end = from;
        while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
