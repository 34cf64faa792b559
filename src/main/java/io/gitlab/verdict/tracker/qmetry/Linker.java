package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.RefusedException;
import java.util.List;
import java.util.Map;

/** Links test cases to the suite, which creates their runs in each of its executions. */
final class Linker {
    private static final int BATCH_SIZE = 20;

    private final OpenApi api;
    private final Route route;

    Linker(OpenApi api, Route route) {
        this.api = api;
        this.route = route;
    }

    /**
     * Links them; whether it worked shows when the runs are read.
     *
     * @throws NoAnswerException if no usable answer came
     */
    void link(List<TestCase> testCases) throws RefusedException, NoAnswerException {
        for (int from = 0; from < testCases.size(); from += BATCH_SIZE) {
            List<TestCase> batch = testCases.subList(from, Math.min(from + BATCH_SIZE, testCases.size()));
            String action = "link test cases to test suite " + route.suiteKey();
            Row answer = api.write("PUT", "rest/testsuites/dolink/TCs", body(batch), action);
            if (!answer.success()) {
                throw new RefusedException(api.refusal(action, answer));
            }
        }
    }

    private Map<String, Object> body(List<TestCase> batch) {
        return Map.of(
                "tsID",
                route.suiteId(),
                "tcvdIDs",
                batch.stream().map(TestCase::versionId).toList(),
                "fromReqs",
                false);
    }
}
