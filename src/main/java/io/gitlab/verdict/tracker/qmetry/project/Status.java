package io.gitlab.verdict.tracker.qmetry.project;

/**
 * A status of test case runs.
 *
 * @param id differs per project
 * @param name display name; an administrator may change it
 * @param defaultName QMetry's built-in name, such as {@code passed}
 */
public record Status(long id, String name, String defaultName) {
    /** Whether it means "not executed yet". */
    public boolean notRun() {
        return defaultName.equalsIgnoreCase("notrun");
    }

    /** Whether it means failed or blocked: if a user set it, it must not be overwritten unasked. */
    public boolean adverse() {
        return defaultName.equalsIgnoreCase("failed") || defaultName.equalsIgnoreCase("blocked");
    }
}
