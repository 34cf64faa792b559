package io.gitlab.verdict.tracker.qmetry.build;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import io.gitlab.verdict.tracker.qmetry.wire.Filter;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Data that only QMetry's legacy list of test case runs contains, read once: who set a status, and the last build of a suite run. */
class LegacyRunList {
    private final OpenApi api;
    private final QMetryProject project;
    private final Map<Long, Set<Long>> automated = new HashMap<>();
    private final Map<Long, Long> lastBuilds = new HashMap<>();

    LegacyRunList(OpenApi api, QMetryProject project) {
        this.api = api;
        this.project = project;
    }

    /** Whether a tool set the status of the run. */
    boolean automated(TestCaseRun run) throws RefusedException, UnavailableException {
        if (run.automated().isPresent()) {
            return run.automated().get();
        }
        long suiteRun = run.suiteRun().id();
        if (!automated.containsKey(suiteRun)) {
            automated.put(suiteRun, readAutomated(suiteRun));
        }
        return automated.get(suiteRun).contains(run.id());
    }

    private Set<Long> readAutomated(long suiteRun) throws RefusedException, UnavailableException {
        Map<String, Object> query = Map.of("tsrID", suiteRun, "filter", Filter.NONE);
        Set<Long> found = new HashSet<>();
        for (Row row : api.list("rest/execution/list/tcr", query, project.pageSize(), "read who set a status")) {
            if (row.automated().orElse(false)) {
                found.add(row.id("tcRunID", "tcrID"));
            }
        }
        return found;
    }

    /** The {@code dropID} of the last status change in the suite run of a test case run; 0 if there is none. */
    long lastBuild(TestCaseRun run) throws RefusedException, UnavailableException {
        long suiteRun = run.suiteRun().id();
        if (!lastBuilds.containsKey(suiteRun)) {
            lastBuilds.put(suiteRun, LastBuilds.id(api, suiteRun));
        }
        return lastBuilds.get(suiteRun);
    }
}
