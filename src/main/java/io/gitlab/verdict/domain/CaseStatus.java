package io.gitlab.verdict.domain;

import java.util.Locale;

/** The derived status of a test case, most urgent first. */
public enum CaseStatus {
    /** Nobody plans to run it. */
    NOT_SCHEDULED("Not Scheduled"),
    FAILED("Failed"),
    BLOCKED("Blocked"),
    /** Planned, but not executed. */
    SCHEDULED("Scheduled"),
    PASSED("Passed");

    private final String text;

    CaseStatus(String text) {
        this.text = text;
    }

    /** The words that people use, such as {@code Not Scheduled}. */
    public String text() {
        return text;
    }

    /** The word used in files, such as {@code notScheduled}. */
    public String word() {
        String joined = text.replace(" ", "");
        return joined.substring(0, 1).toLowerCase(Locale.ROOT) + joined.substring(1);
    }

    /**
     * What a run of that verdict says of its test case: Error counts as Failed. What proves nothing either way, such as
     * Inconclusive or a verdict that a workspace has added, counts as Blocked, because a person must look at it; no
     * verdict at all is a run that was not executed.
     *
     * @param verdict as the tracker tells it; empty when there is none
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
