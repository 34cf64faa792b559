package io.gitlab.verdict.tracker.qmetry;

/**
 * A status that a test case run of a project can have.
 *
 * @param id differs per project
 * @param name as people see it; an administrator may change it
 * @param defaultName QMetry's own name of it, such as {@code passed}
 */
record Status(long id, String name, String defaultName) {
    /** What was not executed yet. */
    boolean notRun() {
        return defaultName.equalsIgnoreCase("notrun");
    }

    /** What stands for trouble: a person who set it knew why. */
    boolean adverse() {
        return defaultName.equalsIgnoreCase("failed") || defaultName.equalsIgnoreCase("blocked");
    }
}
