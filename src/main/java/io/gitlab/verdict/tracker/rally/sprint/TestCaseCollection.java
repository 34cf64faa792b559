package io.gitlab.verdict.tracker.rally.sprint;

import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import io.gitlab.verdict.tracker.rally.wire.WsapiErrors;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The collection TestCases of a test set or a test folder. Adds many test cases per request; never removes any. */
final class TestCaseCollection {
    /** Assumption: the maximum number of items per request is not documented. A refused request is halved. */
    private static final int MOST = 250;

    private static final String ACTION = "add test cases";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WsapiClient wsapi;
    private final String workspace;
    private final String path;
    private final Map<String, String> refused = new HashMap<>();

    /** @param ref of the test set or test folder, such as {@code /testset/12} */
    TestCaseCollection(WsapiClient wsapi, String workspace, String ref) {
        this.wsapi = wsapi;
        this.workspace = workspace;
        this.path = ref.substring(1) + "/TestCases";
    }

    /** The ObjectIDs of the members. */
    Set<Long> members() throws RefusedException, UnavailableException {
        Set<Long> members = new HashSet<>();
        wsapi.query(
                        new Query(path, QueryScope.workspace(workspace), "", "ObjectID"),
                        "read the test cases of the test set")
                .forEach(member -> members.add(Refs.ownObjectId(member)));
        return members;
    }

    /**
     * Adds test cases.
     *
     * @param refs by FormattedID
     * @return the refusals by FormattedID; test cases with a conflict or a lost answer are not included and may be
     * added again
     */
    Map<String, String> add(Map<String, String> refs) throws RefusedException, UnavailableException {
        List<Map.Entry<String, String>> items = List.copyOf(refs.entrySet());
        for (int from = 0; from < items.size(); from += MOST) {
            send(items.subList(from, Math.min(from + MOST, items.size())));
        }
        return refused;
    }

    private void send(List<Map.Entry<String, String>> items) throws RefusedException, UnavailableException {
        List<String> errors = post(items);
        if (errors.isEmpty() || WsapiErrors.transientFailure(errors)) {
            return;
        }
        if (WsapiErrors.invalidKey(errors)) {
            throw new RefusedException(wsapi.refusal(ACTION, errors));
        }
        if (items.size() > 1) {
            send(items.subList(0, items.size() / 2));
            send(items.subList(items.size() / 2, items.size()));
            return;
        }
        refused.put(items.get(0).getKey(), wsapi.refusal(ACTION, errors));
    }

    private List<String> post(List<Map.Entry<String, String>> items) throws RefusedException, UnavailableException {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode array = body.putArray("CollectionItems");
        items.forEach(item -> array.addObject().put("_ref", item.getValue()));
        try {
            return wsapi.post(
                            path + "/add",
                            Map.of("workspace", workspace, "fetch", "ObjectID"),
                            body.toString().getBytes(StandardCharsets.UTF_8),
                            ACTION)
                    .errors();
        } catch (NoAnswerException e) {
            if (!e.maybeApplied()) {
                throw new UnavailableException(e.getMessage(), e);
            }
            return List.of();
        }
    }

    /** The ref of a fetched test case. */
    static String ref(JsonNode testCase) {
        return Refs.of("testcase", testCase);
    }
}
