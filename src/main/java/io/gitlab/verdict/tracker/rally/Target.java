package io.gitlab.verdict.tracker.rally;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The place in Rally that a publication goes to, found by {@link TargetFinder}.
 *
 * @param workspace ref of the workspace
 * @param workspaceUuid the workspace's UUID, which no other workspace of any server has
 * @param project ref of the project
 * @param tester ref of the user who is named as tester
 * @param testSet the run container
 */
record Target(String workspace, String workspaceUuid, String project, String tester, Optional<TestSet> testSet) {

    /** A test set. */
    record TestSet(long objectId, String formattedId, String name) {
        String ref() {
            return Refs.of("testset", objectId);
        }
    }

    Target {
        requireNonNull(workspace, "workspace");
        requireNonNull(workspaceUuid, "workspaceUuid");
        requireNonNull(project, "project");
        requireNonNull(tester, "tester");
        requireNonNull(testSet, "testSet");
    }
}
