package io.gitlab.verdict.tracker.rally.target;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.tracker.rally.wire.Refs;
import java.util.Optional;

/**
 * The place in Rally that a publication goes to, found by {@link TargetFinder}.
 *
 * @param workspace ref of the workspace
 * @param workspaceUuid the workspace's UUID, which no other workspace of any server has
 * @param project ref of the project
 * @param tester ref of the user who is named as tester
 * @param testSet the run container
 * @param missing the run container that is to be made before the first write
 */
public record Target(
        String workspace,
        String workspaceUuid,
        String project,
        String tester,
        Optional<TestSet> testSet,
        Optional<MissingTestSet> missing) {

    /** A test set. */
    public record TestSet(long objectId, String formattedId, String name) {
        public String ref() {
            return Refs.of("testset", objectId);
        }
    }

    /** A test set that is to be. */
    public record MissingTestSet(String name, Iteration iteration) {}

    public Target {
        requireNonNull(workspace, "workspace");
        requireNonNull(workspaceUuid, "workspaceUuid");
        requireNonNull(project, "project");
        requireNonNull(tester, "tester");
        requireNonNull(testSet, "testSet");
        requireNonNull(missing, "missing");
    }

    Target with(TestSet found) {
        return new Target(workspace, workspaceUuid, project, tester, Optional.of(found), Optional.empty());
    }

    Target lacking(MissingTestSet wanted) {
        return new Target(workspace, workspaceUuid, project, tester, Optional.empty(), Optional.of(wanted));
    }
}
