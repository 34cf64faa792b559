package io.gitlab.verdict.sandbox.qmetry;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Which path does what. */
record Routes(Map<String, Read> reads, Map<String, Write> writes) {
    /** Answers from a state. */
    interface Read {
        JsonNode answer(State state, Call call);
    }

    /** Answers with what it did. */
    interface Write {
        JsonNode answer(Transaction transaction, Call call);
    }

    static Routes of(StatusUpdate statusUpdate, Attachments attachments) {
        Map<String, Read> reads = new HashMap<>();
        reads.put("GET /rest/admin/project/getinfo", ProjectInfo::info);
        reads.put("POST /rest/admin/project/list", ProjectInfo::projects);
        reads.put("POST /rest/admin/execution/list", ProjectInfo::statuses);
        reads.put("POST /rest/admin/scope/tree", Scopes::tree);
        reads.put("POST /rest/admin/release/list", Scopes::releases);
        reads.put("POST /rest/admin/cycle/list", Scopes::cycles);
        reads.put("POST /rest/admin/platform/list", Scopes::platforms);
        reads.put("POST /rest/admin/drop/list", Scopes::builds);
        reads.put("POST /rest/testsuites/list/viewColumns", Suites::list);
        reads.put("POST /rest/testcases/list/viewColumns", Cases::list);
        reads.put("POST /rest/testcases/list/forTS", Cases::ofSuite);
        reads.put("POST /rest/testcases/execution", Cases::executions);
        reads.put("POST /rest/search/result", Cases::search);
        reads.put("POST /rest/execution/list/platformHome", Executions::ofSuite);
        reads.put("POST /rest/execution/list/viewColumns", Executions::runs);
        reads.put("POST /rest/execution/list/tcr", Executions::olderRuns);
        reads.put("POST /rest/attachments/list", Attachments::list);
        reads.put("GET /rest/attachments/{id}", attachments::download);
        Map<String, Write> writes = new HashMap<>();
        writes.put("POST /rest/admin/drops", Scopes::addBuild);
        writes.put("POST /rest/testsuites", Suites::create);
        writes.put("POST /rest/testsuites/mapReleaseCycle", Suites::map);
        writes.put("PUT /rest/testsuites/link/platforms", Suites::linkPlatforms);
        writes.put("PUT /rest/testsuites/dolink/TCs", Suites::linkCases);
        writes.put("POST /rest/testcases", Cases::create);
        writes.put("PUT /rest/execution/runstatus/bulkupdate", statusUpdate::bulk);
        writes.put("PUT /rest/execution/updaterun", StatusUpdate::comment);
        writes.put("POST /rest/attachments/testLog", attachments::toRun);
        writes.put("POST /rest/attachments/unlink", Attachments::unlink);
        return new Routes(reads, writes);
    }
}
