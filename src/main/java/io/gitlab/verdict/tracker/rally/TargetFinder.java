package io.gitlab.verdict.tracker.rally;

import com.fasterxml.jackson.databind.JsonNode;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds what the settings name: workspace, project, tester and test set, each open and each exactly once. */
final class TargetFinder {
    private static final String FETCH = "ObjectID,Name,State";
    private static final String TEST_SET_FETCH = "ObjectID,FormattedID,Name,ScheduleState,Project,State";
    private static final Set<String> CLOSED_SCHEDULE_STATES = Set.of("Accepted", "Released");
    private static final String CURRENT_ITERATION = "iteration";
    private static final int NAMES_SHOWN = 10;

    private final Wsapi wsapi;
    private final RallySettings settings;

    TargetFinder(Wsapi wsapi, RallySettings settings) {
        this.wsapi = wsapi;
        this.settings = settings;
    }

    Target find() throws RefusedException, UnavailableException {
        JsonNode owner = wsapi.read("user", "ObjectID,UserName", "ask whose API key this is");
        JsonNode space = open("workspace", settings.workspace(), wsapi.workspaces());
        String workspace = Refs.of("workspace", objectId(space));
        String project = Refs.of("project", objectId(open("project", settings.project(), projects(workspace))));
        String uuid = space.path("_refObjectUUID").asText();
        return new Target(workspace, uuid, project, tester(workspace, owner), testSet(workspace, project));
    }

    private List<JsonNode> projects(String workspace) throws RefusedException, UnavailableException {
        return wsapi.query(
                new Query("project", Scope.workspace(workspace), "", FETCH), "list the projects of the workspace");
    }

    private static long objectId(JsonNode node) {
        return node.path("ObjectID").asLong();
    }

    private static JsonNode open(String type, String wanted, List<JsonNode> found) throws RefusedException {
        List<JsonNode> matches = found.stream().filter(named(wanted)).toList();
        String setting = "<rally><" + type + ">";
        if (matches.isEmpty()) {
            throw new RefusedException("Rally shows no " + type + " \"" + wanted + "\" to this API key; it shows "
                    + names(found) + ". Correct " + setting + ", or give the key's owner access to it.");
        }
        if (matches.size() > 1) {
            throw new RefusedException("Rally has " + matches.size() + " " + type + "s named \"" + wanted + "\". Set "
                    + setting + " to the ObjectID of one: "
                    + matches.stream()
                            .map(match -> match.path("ObjectID").asText())
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        JsonNode match = matches.get(0);
        if (match.path("State").asText().equals("Closed")) {
            throw new RefusedException("Rally's " + type + " \""
                    + match.path("Name").asText() + "\" is closed: reopen it, or set " + setting + " to another.");
        }
        return match;
    }

    private static Predicate<JsonNode> named(String wanted) {
        long objectId = Refs.objectId(wanted);
        return node -> objectId == 0
                ? node.path("Name").asText().equals(wanted)
                : node.path("ObjectID").asLong() == objectId
                        || node.path("Name").asText().equals(wanted);
    }

    static String names(List<JsonNode> found) {
        String names = found.stream()
                .limit(NAMES_SHOWN)
                .map(node -> "\"" + node.path("Name").asText() + "\"")
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : found.size() > NAMES_SHOWN ? names + ", ..." : names;
    }

    private String tester(String workspace, JsonNode owner) throws RefusedException, UnavailableException {
        if (settings.tester().isEmpty()) {
            return Refs.of("user", objectId(owner));
        }
        String wanted = settings.tester().get();
        long objectId = Refs.objectId(wanted);
        String condition =
                objectId == 0 ? Condition.is("UserName", wanted) : Condition.is("ObjectID", Long.toString(objectId));
        List<JsonNode> found = wsapi.query(
                new Query("user", Scope.workspace(workspace), condition, "ObjectID,UserName"), "look up the tester");
        if (found.size() != 1) {
            throw new RefusedException("Rally knows no user \"" + wanted
                    + "\". Set <rally><tester> to a user name (an e-mail address), or leave it out: the key's owner is"
                    + " the tester then.");
        }
        return Refs.of("user", objectId(found.get(0)));
    }

    private Optional<Target.TestSet> testSet(String workspace, String project)
            throws RefusedException, UnavailableException {
        if (settings.testSet().isEmpty()) {
            return Optional.empty();
        }
        String wanted = settings.testSet().get();
        List<JsonNode> found = wanted.equals(CURRENT_ITERATION)
                ? testSetsOfCurrentIteration(workspace, project)
                : testSets(workspace, project, wanted);
        if (found.size() != 1) {
            throw new RefusedException((found.isEmpty()
                            ? "Rally has no test set \"" + wanted + "\" here."
                            : "Rally has several test sets \"" + wanted + "\": " + ids(found) + ".")
                    + " Set <rally><testSet> to the FormattedID of one, such as TS42.");
        }
        return Optional.of(usable(found.get(0)));
    }

    private static String ids(List<JsonNode> testSets) {
        return testSets.stream()
                .limit(NAMES_SHOWN)
                .map(node -> node.path("FormattedID").asText())
                .collect(Collectors.joining(", "));
    }

    private static Target.TestSet usable(JsonNode testSet) throws RefusedException {
        String id = testSet.path("FormattedID").asText();
        String state = testSet.path("ScheduleState").asText();
        if (CLOSED_SCHEDULE_STATES.contains(state)) {
            throw new RefusedException("Test set " + id + " is " + state
                    + ", so its results are final: set it back to In-Progress, or set <rally><testSet> to another.");
        }
        if (testSet.path("Project").path("State").asText().equals("Closed")) {
            throw new RefusedException(
                    "Test set " + id + " is in a closed project: reopen it, or set <rally><testSet>" + " to another.");
        }
        return new Target.TestSet(
                testSet.path("ObjectID").asLong(), id, testSet.path("Name").asText());
    }

    private List<JsonNode> testSets(String workspace, String project, String wanted)
            throws RefusedException, UnavailableException {
        List<JsonNode> found =
                wanted.matches("[A-Z]+\\d+") ? testSets(Scope.workspace(workspace), "FormattedID", wanted) : List.of();
        return found.isEmpty() ? testSets(Scope.project(workspace, project), "Name", wanted) : found;
    }

    private List<JsonNode> testSets(Map<String, String> scope, String attribute, String wanted)
            throws RefusedException, UnavailableException {
        Query query = new Query("testset", scope, Condition.is(attribute, wanted), TEST_SET_FETCH);
        return wsapi.query(query, "look up the test set").stream()
                .filter(found -> found.path(attribute).asText().equals(wanted))
                .toList();
    }

    private List<JsonNode> testSetsOfCurrentIteration(String workspace, String project)
            throws RefusedException, UnavailableException {
        List<JsonNode> iterations = wsapi.query(
                new Query(
                        "iteration",
                        Scope.project(workspace, project),
                        Condition.and("(StartDate <= today)", "(EndDate >= today)"),
                        "ObjectID,Name"),
                "look up the current iteration");
        if (iterations.size() != 1) {
            throw new RefusedException("The project has " + iterations.size() + " iterations today, so \"iteration\" is"
                    + " not one test set. Set <rally><testSet> to the FormattedID of one, such as TS42.");
        }
        String iteration =
                Refs.of("iteration", iterations.get(0).path("ObjectID").asLong());
        return wsapi.query(
                new Query(
                        "testset",
                        Scope.project(workspace, project),
                        Condition.isRef("Iteration", iteration),
                        TEST_SET_FETCH),
                "look up the iteration's test set");
    }
}
