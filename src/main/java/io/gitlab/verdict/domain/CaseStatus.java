package io.gitlab.verdict.domain;

import java.util.Locale;

/** The derived status of a test case, most urgent first. */
public enum CaseStatus {
    /** No active plan has a run of the test case. */
    NOT_SCHEDULED("Not Scheduled"),
    FAILED("Failed"),
    BLOCKED("Blocked"),
    /** Planned, but not executed yet. */
    SCHEDULED("Scheduled"),
    PASSED("Passed");

    private final String text;

    CaseStatus(String text) {
        this.text = text;
    }

    /** The display text, such as {@code Not Scheduled}. */
    public String text() {
        return text;
    }

    /** The identifier in files, such as {@code notScheduled}. */
    public String word() {
        String joined = text.replace(" ", "");
        return joined.substring(0, 1).toLowerCase(Locale.ROOT) + joined.substring(1);
    }

    /**
     * The status of a test case after a run with the verdict. Error counts as Failed. An indecisive verdict, such as
     * Inconclusive or a custom verdict of a workspace, counts as Blocked, because someone must inspect it. A run without a
     * verdict was not executed.
     *
     * @param verdict the tracker's text; empty if there is none
     */
    public static CaseStatus ofVerdict(String verdict) {
        if (verdict.isBlank()) {
            return SCHEDULED;
        }
        return switch (Verdict.ofText(verdict).orElse(Verdict.INCONCLUSIVE)) {
            case PASS -> PASSED;
            case FAIL, ERROR -> FAILED;
            case BLOCKED, INCONCLUSIVE -> BLOCKED;
        };
    }
}
