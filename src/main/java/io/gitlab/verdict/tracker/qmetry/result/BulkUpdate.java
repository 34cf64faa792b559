package io.gitlab.verdict.tracker.qmetry.result;

import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The request that sets one status with one comment on several test case runs of a suite run.
 *
 * @param signature for a project that requires one
 */
record BulkUpdate(OpenApi api, Optional<Signature> signature) {
    private static final String PATH = "rest/execution/runstatus/bulkupdate";
    private static final String ACTION = "set the status of test case runs";

    /**
     * Sends the request once.
     *
     * @param dropId the build, if any
     * @return QMetry's envelope
     */
    Row send(StatusWriter.Group group, List<StatusWriter.RunUpdate> updates, Optional<Long> dropId)
            throws RefusedException, NoAnswerException {
        Map<String, Object> body = body(group, updates, dropId);
        return signature.isPresent()
                ? api.writeSecret("PUT", PATH, body, ACTION)
                : api.write("PUT", PATH, body, ACTION);
    }

    private Map<String, Object> body(
            StatusWriter.Group group, List<StatusWriter.RunUpdate> updates, Optional<Long> dropId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "entityIDs",
                updates.stream().map(one -> Long.toString(one.run())).collect(Collectors.joining(",")));
        body.put("entityType", "TCR");
        body.put("qmTsRunId", Long.toString(group.suiteRun().id()));
        body.put("runStatusID", group.status().id());
        dropId.ifPresent(id -> body.put("dropID", id));
        body.put("isAutoExecuted", "1");
        body.put("isBulkOperation", updates.size() > 1);
        body.put("comments", group.comment());
        body.put("qmRunObj", "");
        signature.ifPresent(one -> {
            body.put("username", one.user());
            body.put("password", one.password().reveal());
        });
        return body;
    }

    /** The error for a refused request. */
    String refusal(Row envelope) {
        return api.refusal(ACTION, envelope);
    }
}
