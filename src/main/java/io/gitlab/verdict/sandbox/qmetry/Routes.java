package io.gitlab.verdict.sandbox.qmetry;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The calls by method and path. */
record Routes(Map<String, Read> reads, Map<String, Write> writes) {
    /** Reads a state. */
    interface Read {
        JsonNode answer(QmetryState state, Call call);
    }

    /** Changes the state. */
    interface Write {
        JsonNode answer(Transaction transaction, Call call);
    }

    static Routes of(StatusCalls statusUpdate, AttachmentCalls attachments) {
        Map<String, Read> reads = new HashMap<>();
        reads.put("GET /rest/admin/project/getinfo", ProjectCalls::info);
        reads.put("POST /rest/admin/project/list", ProjectCalls::projects);
        reads.put("POST /rest/admin/execution/list", ProjectCalls::statuses);
        reads.put("POST /rest/admin/scope/tree", ScopeCalls::tree);
        reads.put("POST /rest/admin/release/list", ScopeCalls::releases);
        reads.put("POST /rest/admin/cycle/list", ScopeCalls::cycles);
        reads.put("POST /rest/admin/platform/list", ScopeCalls::platforms);
        reads.put("POST /rest/admin/drop/list", ScopeCalls::builds);
        reads.put("POST /rest/testsuites/list/viewColumns", SuiteCalls::list);
        reads.put("POST /rest/testcases/list/viewColumns", TestCaseCalls::list);
        reads.put("POST /rest/testcases/list/forTS", TestCaseCalls::ofSuite);
        reads.put("POST /rest/testcases/execution", TestCaseCalls::executions);
        reads.put("POST /rest/search/result", TestCaseCalls::search);
        reads.put("POST /rest/execution/list/platformHome", ExecutionCalls::ofSuite);
        reads.put("POST /rest/execution/list/viewColumns", ExecutionCalls::runs);
        reads.put("POST /rest/execution/list/tcr", ExecutionCalls::olderRuns);
        reads.put("POST /rest/attachments/list", AttachmentCalls::list);
        reads.put("GET /rest/attachments/{id}", attachments::download);
        Map<String, Write> writes = new HashMap<>();
        writes.put("POST /rest/admin/drops", ScopeCalls::addBuild);
        writes.put("POST /rest/testsuites", SuiteCalls::create);
        writes.put("POST /rest/testsuites/mapReleaseCycle", SuiteCalls::map);
        writes.put("PUT /rest/testsuites/link/platforms", SuiteCalls::linkPlatforms);
        writes.put("PUT /rest/testsuites/dolink/TCs", SuiteCalls::linkCases);
        writes.put("POST /rest/testcases", TestCaseCalls::create);
        writes.put("PUT /rest/execution/runstatus/bulkupdate", statusUpdate::bulk);
        writes.put("PUT /rest/execution/updaterun", StatusCalls::comment);
        writes.put("POST /rest/attachments/testLog", attachments::toRun);
        writes.put("POST /rest/attachments/unlink", AttachmentCalls::unlink);
        return new Routes(reads, writes);
    }
}
