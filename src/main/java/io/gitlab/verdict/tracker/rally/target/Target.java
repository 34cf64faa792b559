package io.gitlab.verdict.tracker.rally.target;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.tracker.rally.wire.Refs;
import java.util.Optional;

/**
 * Where the results of a publication go, found by {@link TargetFinder}.
 *
 * @param workspace ref of the workspace
 * @param workspaceUuid UUID of the workspace, unique across servers
 * @param project ref of the project
 * @param tester ref of the tester
 * @param testSet the run container
 * @param missing the run container that has to be created before the first write
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

    /** A test set that has to be created. */
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
