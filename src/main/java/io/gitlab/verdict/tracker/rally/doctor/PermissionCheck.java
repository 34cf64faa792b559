package io.gitlab.verdict.tracker.rally.doctor;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.wire.Advice;
import io.gitlab.verdict.tracker.rally.wire.Envelope;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import io.gitlab.verdict.tracker.rally.wire.WsapiErrors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks that the key may write in the project, without leaving data behind. It tries to create a test set without a
 * name, which Rally always refuses, with another error if the permission is missing. It also reads the permissions of
 * the owner of the key, because it is not documented whether Rally checks permissions or names first.
 */
final class PermissionCheck {
    private static final String KEY = "API key";
    private static final String RIGHTS = "rights";
    private static final String REMEDY = "Make the key's owner an Editor of the project.";
    private static final Set<String> EDITING = Set.of("Admin", "Editor");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WsapiClient wsapi;
    private final String workspace;
    private final String project;

    PermissionCheck(WsapiClient wsapi, String workspace, String project) {
        this.wsapi = wsapi;
        this.workspace = workspace;
        this.project = project;
    }

    Check check(JsonNode owner) throws UnavailableException {
        Check probe = probe();
        return probe.grade() == Check.Grade.OK ? permissions(owner, probe) : probe;
    }

    private Check probe() throws UnavailableException {
        Map<String, ?> nameless = Map.of("testset", Map.of("Project", project));
        try {
            Envelope answer = wsapi.post(
                    "testset/create",
                    Map.of("workspace", workspace, "project", project, "fetch", "ObjectID"),
                    JSON.valueToTree(nameless).toString().getBytes(StandardCharsets.UTF_8),
                    "test the write permission");
            return answer.errors().isEmpty() ? takeBack(answer.content()) : refused(answer.errors());
        } catch (RefusedException e) {
            return Check.error(KEY, "the key may only read: " + e.getMessage(), Advice.SET_FULL_ACCESS_KEY + ".");
        } catch (NoAnswerException e) {
            throw new UnavailableException(e.getMessage(), e);
        }
    }

    private static Check refused(List<String> errors) {
        String said = "\"" + String.join("; ", errors) + "\"";
        if (WsapiErrors.invalidKey(errors)) {
            return Check.error(KEY, "the key may not write: " + said, Advice.SET_FULL_ACCESS_KEY + ".");
        }
        boolean unauthorized = errors.stream().anyMatch(error -> error.startsWith("Not authorized"));
        return unauthorized
                ? Check.error(RIGHTS, "the key's owner may not write in the project: " + said, REMEDY)
                : Check.ok(RIGHTS, "the key's owner may write in the project");
    }

    /** Deletes the test set if Rally did create it, which proves the permission. */
    private Check takeBack(JsonNode content) throws RefusedException, NoAnswerException {
        wsapi.delete(
                "testset/" + Refs.ownObjectId(content.path("Object")),
                workspace,
                "delete the test set of the permission check");
        return Check.ok(RIGHTS, "the key's owner may write in the project");
    }

    private Check permissions(JsonNode owner, Check probe) throws UnavailableException {
        if (owner.path("SubscriptionAdmin").asBoolean(false)) {
            return probe;
        }
        List<JsonNode> known;
        try {
            known = wsapi.query(
                    new Query(
                            "user/" + Refs.ownObjectId(owner) + "/UserPermissions",
                            QueryScope.workspace(workspace),
                            "",
                            "Role,Project,Workspace"),
                    "read the permissions of the key's owner");
        } catch (RefusedException e) {
            return probe;
        }
        // A user without access to permissions gets an empty list.
        return known.isEmpty() || known.stream().anyMatch(this::editing)
                ? probe
                : Check.error(RIGHTS, "the key's owner has no permission to edit the project", REMEDY);
    }

    private boolean editing(JsonNode permission) {
        String role = permission.path("Role").asString("");
        boolean here = Refs.objectId(permission.path("Project")) == Refs.objectId(project);
        boolean everywhere =
                role.equals("Admin") && Refs.objectId(permission.path("Workspace")) == Refs.objectId(workspace);
        return here && EDITING.contains(role) || everywhere;
    }
}
