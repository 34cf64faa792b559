package io.gitlab.verdict.tracker.rally.testcase;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.tracker.rally.wire.Refs;

/**
 * An existing test case.
 *
 * @param formattedId such as {@code TC12}, unique within its workspace only
 * @param objectId unique everywhere
 * @param project name of the project
 * @param closed whether the project is closed
 */
public record TestCase(String formattedId, long objectId, String project, boolean closed) {
    public TestCase {
        requireNonNull(formattedId, "formattedId");
        requireNonNull(project, "project");
    }

    public String ref() {
        return Refs.of("testcase", objectId);
    }
}
