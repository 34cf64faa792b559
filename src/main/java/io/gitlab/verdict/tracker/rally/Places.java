package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Finds workspace, project and users that settings name, each open and each exactly once. */
final class Places {
    /** What is asked of the key's owner. */
    static final String OWNER = "ObjectID,UserName,Disabled,SubscriptionAdmin";

    private static final String FETCH = "ObjectID,Name,State";

    private final Wsapi wsapi;

    Places(Wsapi wsapi) {
        this.wsapi = wsapi;
    }

    /** The owner of the API key. */
    JsonNode owner() throws RefusedException, UnavailableException {
        return wsapi.read("user", OWNER, "ask whose API key this is");
    }

    JsonNode workspace(String wanted) throws RefusedException, UnavailableException {
        return open("workspace", wanted, wsapi.workspaces());
    }

    /** @param workspace ref of the workspace */
    JsonNode project(String workspace, String wanted) throws RefusedException, UnavailableException {
        return open(
                "project",
                wanted,
                wsapi.query(
                        new Query("project", Scope.workspace(workspace), "", FETCH),
                        "list the projects of the workspace"));
    }

    /**
     * The ref of a user.
     *
     * @param setting the setting that names the user, such as {@code tester}
     * @param otherwise who it is without that setting, for the message
     */
    String user(String workspace, String setting, String wanted, String otherwise)
            throws RefusedException, UnavailableException {
        long objectId = Refs.objectId(wanted);
        String condition =
                objectId == 0 ? Condition.is("UserName", wanted) : Condition.is("ObjectID", Long.toString(objectId));
        List<JsonNode> found = wsapi.query(
                new Query("user", Scope.workspace(workspace), condition, "ObjectID,UserName"),
                "look up the " + setting);
        if (found.size() != 1) {
            throw new RefusedException("Rally knows no user \"" + wanted + "\". Set <rally><" + setting
                    + "> to a user name (an e-mail address), or leave it out: " + otherwise);
        }
        return Refs.of("user", objectId(found.get(0)));
    }

    /** The ref of the project's release of that name. */
    String release(String workspace, String project, String wanted) throws RefusedException, UnavailableException {
        List<JsonNode> found = wsapi
                .query(
                        new Query(
                                "release",
                                Scope.project(workspace, project),
                                Condition.is("Name", wanted),
                                "ObjectID,Name"),
                        "look up the release")
                .stream()
                .filter(named(wanted))
                .toList();
        if (found.size() != 1) {
            throw new RefusedException("The project has " + found.size() + " releases \"" + wanted
                    + "\". Set <rally><release> to the name of one, or leave it out.");
        }
        return Refs.of("release", objectId(found.get(0)));
    }

    static long objectId(JsonNode node) {
        return node.path("ObjectID").asLong(0);
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
                            .map(match -> match.path("ObjectID").asString(""))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        JsonNode match = matches.get(0);
        if (match.path("State").asString("").equals("Closed")) {
            throw new RefusedException("Rally's " + type + " \""
                    + match.path("Name").asString("") + "\" is closed: reopen it, or set " + setting + " to another.");
        }
        return match;
    }

    private static Predicate<JsonNode> named(String wanted) {
        long objectId = Refs.objectId(wanted);
        return node -> objectId == 0
                ? node.path("Name").asString("").equals(wanted)
                : objectId(node) == objectId || node.path("Name").asString("").equals(wanted);
    }

    static String names(List<JsonNode> found) {
        List<String> names = found.stream()
                .map(node -> "\"" + node.path("Name").asString("") + "\"")
                .toList();
        return names.isEmpty() ? "none" : FirstFew.of(names);
    }
}
