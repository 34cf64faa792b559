package io.gitlab.verdict.tracker.rally.target;

import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.wire.Condition;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Finds the workspace, project, users and release that the settings name. Each must be open and unique. */
public final class ConfiguredObjects {
    /** The attributes of the owner of the API key. */
    public static final String OWNER = "ObjectID,UserName,Disabled,SubscriptionAdmin";

    private static final String FETCH = "ObjectID,Name,State";

    private final WsapiClient wsapi;

    public ConfiguredObjects(WsapiClient wsapi) {
        this.wsapi = wsapi;
    }

    /** The owner of the API key. */
    JsonNode owner() throws RefusedException, UnavailableException {
        return wsapi.read("user", OWNER, "read the owner of the API key");
    }

    public JsonNode workspace(String wanted) throws RefusedException, UnavailableException {
        return open("workspace", wanted, wsapi.workspaces());
    }

    /** @param workspace ref of the workspace */
    public JsonNode project(String workspace, String wanted) throws RefusedException, UnavailableException {
        return open(
                "project",
                wanted,
                wsapi.query(
                        new Query("project", QueryScope.workspace(workspace), "", FETCH),
                        "list the projects of the workspace"));
    }

    /**
     * Finds a user and returns the ref.
     *
     * @param setting the setting that names the user, such as {@code tester}
     * @param otherwise which user applies without that setting, for the message
     */
    String user(String workspace, String setting, String wanted, String otherwise)
            throws RefusedException, UnavailableException {
        long objectId = Refs.objectId(wanted);
        String condition =
                objectId == 0 ? Condition.is("UserName", wanted) : Condition.is("ObjectID", Long.toString(objectId));
        List<JsonNode> found = wsapi.query(
                new Query("user", QueryScope.workspace(workspace), condition, "ObjectID,UserName"),
                "look up the " + setting);
        if (found.size() != 1) {
            throw new RefusedException("Rally has no user \"" + wanted + "\". Set <rally><" + setting
                    + "> to a user name (an e-mail address), or leave it out: " + otherwise);
        }
        return Refs.of("user", found.get(0));
    }

    /** Finds a release of the project by name and returns the ref. */
    String release(String workspace, String project, String wanted) throws RefusedException, UnavailableException {
        List<JsonNode> found = wsapi
                .query(
                        new Query(
                                "release",
                                QueryScope.project(workspace, project),
                                Condition.is("Name", wanted),
                                "ObjectID,Name"),
                        "look up the release")
                .stream()
                .filter(named(wanted))
                .toList();
        if (found.size() != 1) {
            throw new RefusedException("The project has " + found.size() + " releases named \"" + wanted
                    + "\"; must be exactly one. Correct <rally><release>, or leave it out.");
        }
        return Refs.of("release", found.get(0));
    }

    private static JsonNode open(String type, String wanted, List<JsonNode> found) throws RefusedException {
        List<JsonNode> matches = found.stream().filter(named(wanted)).toList();
        String setting = "<rally><" + type + ">";
        if (matches.isEmpty()) {
            throw new RefusedException("No " + type + " \"" + wanted + "\" is visible to this API key; visible: "
                    + names(found) + ". Correct " + setting + ", or give the owner of the key access to it.");
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
            throw new RefusedException("Rally " + type + " \""
                    + match.path("Name").asString("") + "\" is closed: reopen it, or set " + setting + " to another.");
        }
        return match;
    }

    private static Predicate<JsonNode> named(String wanted) {
        long objectId = Refs.objectId(wanted);
        return node -> objectId == 0
                ? node.path("Name").asString("").equals(wanted)
                : Refs.ownObjectId(node) == objectId
                        || node.path("Name").asString("").equals(wanted);
    }

    private static String names(List<JsonNode> found) {
        return found.isEmpty()
                ? "none"
                : FirstFew.of(found.stream()
                        .map(node -> "\"" + node.path("Name").asString("") + "\"")
                        .toList());
    }
}
