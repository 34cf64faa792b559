package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Finds test sets of a project.
 *
 * @param workspace ref of the workspace
 * @param project ref of the project
 */
record TestSets(Wsapi wsapi, String workspace, String project) {
    private static final String FETCH = "ObjectID,FormattedID,Name,ScheduleState,Project,State,Iteration,Release,Owner,"
            + "Blocked,BlockedReason,CreationDate,Notes";
    private static final Set<String> CLOSED_SCHEDULE_STATES = Set.of("Accepted", "Released");

    /** By FormattedID in the whole workspace, else by name in the project. */
    List<JsonNode> called(String wanted) throws RefusedException, UnavailableException {
        List<JsonNode> found =
                formattedId(wanted) ? find(Scope.workspace(workspace), "FormattedID", wanted) : List.of();
        return found.isEmpty() ? find(Scope.project(workspace, project), "Name", wanted) : found;
    }

    /** Whether a setting is a FormattedID rather than a name. */
    static boolean formattedId(String wanted) {
        return wanted.matches("[A-Z]+\\d+");
    }

    private List<JsonNode> find(Map<String, String> scope, String attribute, String wanted)
            throws RefusedException, UnavailableException {
        Query query = new Query("testset", scope, Condition.is(attribute, wanted), FETCH);
        return wsapi.query(query, "look up the test set").stream()
                .filter(found -> found.path(attribute).asString("").equals(wanted))
                .toList();
    }

    /** All of an iteration. */
    List<JsonNode> of(Iteration iteration) throws RefusedException, UnavailableException {
        return wsapi.query(
                new Query(
                        "testset",
                        Scope.project(workspace, project),
                        Condition.isRef("Iteration", iteration.ref()),
                        FETCH),
                "look up the iteration's test set");
    }

    /** Those of an iteration that have a name. */
    List<JsonNode> of(Iteration iteration, String name) throws RefusedException, UnavailableException {
        return named(of(iteration), name);
    }

    /**
     * The test set that a publication goes to in an iteration: the one with the name that iterations' test sets have, else
     * the only one.
     */
    Optional<JsonNode> only(Iteration iteration, String name) throws RefusedException, UnavailableException {
        List<JsonNode> all = of(iteration);
        List<JsonNode> named = named(all, name);
        if (!named.isEmpty()) {
            return Optional.of(SingleCreation.oldest(named));
        }
        if (all.size() > 1) {
            throw new RefusedException("Iteration " + iteration.text() + " has several test sets, and none is named \""
                    + name + "\": " + ids(all) + ". Set <rally><testSet> to the FormattedID of one, such as TS42.");
        }
        return all.stream().findFirst();
    }

    private static List<JsonNode> named(List<JsonNode> all, String name) {
        return all.stream()
                .filter(found -> found.path("Name").asString("").equals(name))
                .toList();
    }

    /** The one test set that a setting calls so. */
    JsonNode single(String wanted) throws RefusedException, UnavailableException {
        List<JsonNode> found = called(wanted);
        if (found.size() != 1) {
            throw new RefusedException((found.isEmpty()
                            ? "Rally has no test set \"" + wanted + "\" here."
                            : "Rally has several test sets \"" + wanted + "\": " + ids(found) + ".")
                    + " Set <rally><testSet> to the FormattedID of one, such as TS42.");
        }
        return found.get(0);
    }

    private static String ids(List<JsonNode> testSets) {
        return FirstFew.of(testSets.stream()
                .map(node -> node.path("FormattedID").asString(""))
                .toList());
    }

    /** @throws RefusedException if its results are final or its project is closed */
    static Target.TestSet usable(JsonNode testSet) throws RefusedException {
        String id = testSet.path("FormattedID").asString("");
        String state = testSet.path("ScheduleState").asString("");
        if (CLOSED_SCHEDULE_STATES.contains(state)) {
            throw new RefusedException("Test set " + id + " is " + state
                    + ", so its results are final: set it back to In-Progress, or set <rally><testSet> to another.");
        }
        if (testSet.path("Project").path("State").asString("").equals("Closed")) {
            throw new RefusedException(
                    "Test set " + id + " is in a closed project: reopen it, or set <rally><testSet> to another.");
        }
        return new Target.TestSet(
                Places.objectId(testSet), id, testSet.path("Name").asString(""));
    }
}
