package io.gitlab.verdict.tracker.rally;

import static java.util.Objects.requireNonNull;

/**
 * A test case that exists.
 *
 * @param formattedId such as {@code TC12}, unique within its workspace only
 * @param objectId unique everywhere
 * @param project name of its project
 * @param closed whether its project is closed
 */
record TestCase(String formattedId, long objectId, String project, boolean closed) {
    TestCase {
        requireNonNull(formattedId, "formattedId");
        requireNonNull(project, "project");
    }

    String ref() {
        return Refs.of("testcase", objectId);
    }
}
