package io.gitlab.verdict.tracker.rally.target;

import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.wire.Advice;
import io.gitlab.verdict.tracker.rally.wire.Condition;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Finds the test sets of a project.
 *
 * @param workspace ref of the workspace
 * @param project ref of the project
 */
public record TestSets(WsapiClient wsapi, String workspace, String project) {
    private static final String FETCH = "ObjectID,FormattedID,Name,ScheduleState,Project,State,Iteration,Release,Owner,"
            + "Blocked,BlockedReason,CreationDate,Notes";
    private static final Set<String> CLOSED_SCHEDULE_STATES = Set.of("Accepted", "Released");

    /** Finds test sets by FormattedID in the workspace, else by name in the project. */
    public List<JsonNode> called(String wanted) throws RefusedException, UnavailableException {
        List<JsonNode> found =
                formattedId(wanted) ? find(QueryScope.workspace(workspace), "FormattedID", wanted) : List.of();
        return found.isEmpty() ? find(QueryScope.project(workspace, project), "Name", wanted) : found;
    }

    /** Whether a setting is a FormattedID rather than a name. */
    public static boolean formattedId(String wanted) {
        return wanted.matches("[A-Z]+\\d+");
    }

    private List<JsonNode> find(Map<String, String> scope, String attribute, String wanted)
            throws RefusedException, UnavailableException {
        Query query = new Query("testset", scope, Condition.is(attribute, wanted), FETCH);
        return wsapi.query(query, "look up the test set").stream()
                .filter(found -> found.path(attribute).asString("").equals(wanted))
                .toList();
    }

    /** All test sets of an iteration. */
    public List<JsonNode> of(Iteration iteration) throws RefusedException, UnavailableException {
        return wsapi.query(
                new Query(
                        "testset",
                        QueryScope.project(workspace, project),
                        Condition.isRef("Iteration", iteration.ref()),
                        FETCH),
                "look up the iteration's test set");
    }

    /** The test sets of an iteration with that name. */
    public List<JsonNode> of(Iteration iteration, String name) throws RefusedException, UnavailableException {
        return named(of(iteration), name);
    }

    /**
     * The test set of an iteration for a publication: the one with that name, else the only one.
     */
    Optional<JsonNode> only(Iteration iteration, String name) throws RefusedException, UnavailableException {
        List<JsonNode> all = of(iteration);
        List<JsonNode> named = named(all, name);
        if (!named.isEmpty()) {
            return Optional.of(SingleCreation.oldest(named));
        }
        if (all.size() > 1) {
            throw new RefusedException("Iteration " + iteration.text() + " has several test sets, and none is named \""
                    + name + "\": " + ids(all) + ". " + Advice.SET_TEST_SET);
        }
        return all.stream().findFirst();
    }

    private static List<JsonNode> named(List<JsonNode> all, String name) {
        return all.stream()
                .filter(found -> found.path("Name").asString("").equals(name))
                .toList();
    }

    /** The only test set with that FormattedID or name. */
    public JsonNode single(String wanted) throws RefusedException, UnavailableException {
        List<JsonNode> found = called(wanted);
        if (found.size() != 1) {
            throw new RefusedException((found.isEmpty()
                            ? "The project has no test set \"" + wanted + "\"."
                            : "The project has several test sets named \"" + wanted + "\": " + ids(found) + ".")
                    + " " + Advice.SET_TEST_SET);
        }
        return found.get(0);
    }

    private static String ids(List<JsonNode> testSets) {
        return FirstFew.of(testSets.stream()
                .map(node -> node.path("FormattedID").asString(""))
                .toList());
    }

    /** @throws RefusedException if its results are final or its project is closed */
    public static Target.TestSet usable(JsonNode testSet) throws RefusedException {
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
                Refs.ownObjectId(testSet), id, testSet.path("Name").asString(""));
    }
}
