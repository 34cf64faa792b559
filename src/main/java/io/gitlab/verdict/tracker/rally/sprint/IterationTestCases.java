package io.gitlab.verdict.tracker.rally.sprint;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.target.Iteration;
import io.gitlab.verdict.tracker.rally.wire.Condition;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The test cases of an iteration: those of its stories and defects, because a test case itself has no iteration. */
final class IterationTestCases {
    /** This many ObjectIDs make a condition of about 15 KB, which is sent as a form. */
    private static final int WORK_PRODUCTS = 400;

    private static final String FETCH = "ObjectID,FormattedID,Project,TestFolder";

    private final WsapiClient wsapi;
    private final String workspace;

    IterationTestCases(WsapiClient wsapi, String workspace) {
        this.wsapi = wsapi;
        this.workspace = workspace;
    }

    /** Reads the test cases, by FormattedID in the order of ObjectID, with project and folder. */
    Map<String, JsonNode> of(Iteration iteration) throws RefusedException, UnavailableException {
        List<String> workProducts = new ArrayList<>();
        workProducts.addAll(workProducts("hierarchicalrequirement", iteration));
        workProducts.addAll(workProducts("defect", iteration));
        List<JsonNode> found = new ArrayList<>();
        for (int from = 0; from < workProducts.size(); from += WORK_PRODUCTS) {
            List<String> some = workProducts.subList(from, Math.min(from + WORK_PRODUCTS, workProducts.size()));
            String condition = Condition.isOneOf("WorkProduct.ObjectID", some);
            found.addAll(wsapi.query(
                    new Query("testcase", QueryScope.workspace(workspace), condition, FETCH),
                    "look up the iteration's test cases"));
        }
        found.sort(Comparator.comparing(Refs::ownObjectId));
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        found.forEach(one -> byId.put(one.path("FormattedID").asString(""), one));
        return byId;
    }

    /**
     * ObjectIDs of the stories or defects with test cases. Searches the workspace, because stories may be in
     * other projects than the iteration.
     */
    private List<String> workProducts(String type, Iteration iteration) throws RefusedException, UnavailableException {
        Query query = new Query(
                type,
                QueryScope.workspace(workspace),
                Condition.isRef("Iteration", iteration.ref()),
                "ObjectID,TestCaseCount,TestCases");
        return wsapi.query(query, "look up the iteration's stories and defects").stream()
                .filter(IterationTestCases::tested)
                .map(one -> one.path("ObjectID").asString(""))
                .toList();
    }

    private static boolean tested(JsonNode workProduct) {
        return Optional.of(workProduct.path("TestCases").path("Count"))
                        .filter(JsonNode::isNumber)
                        .orElse(workProduct.path("TestCaseCount"))
                        .asLong(1)
                > 0;
    }
}
