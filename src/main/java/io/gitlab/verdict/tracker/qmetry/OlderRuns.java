package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What only QMetry's older list of runs tells, asked for once: who gave a status, and the last build of an execution. */
class OlderRuns {
    private final OpenApi api;
    private final ProjectInfo project;
    private final Map<Long, Set<Long>> automated = new HashMap<>();
    private final Map<Long, Long> lastBuilds = new HashMap<>();

    OlderRuns(OpenApi api, ProjectInfo project) {
        this.api = api;
        this.project = project;
    }

    /** Whether a tool gave the run its status. */
    boolean automated(Run run) throws RefusedException, UnavailableException {
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
        Map<String, Object> question = Map.of("tsrID", suiteRun, "filter", Filter.NONE);
        Set<Long> found = new HashSet<>();
        for (Row row : api.list("rest/execution/list/tcr", question, project.pageSize(), "ask who gave a status")) {
            if (row.automated().orElse(false)) {
                found.add(row.id("tcRunID", "tcrID"));
            }
        }
        return found;
    }

    /** The {@code dropID} that came with the last status in the execution of a run; 0 when there is none. */
    long lastBuild(Run run) throws RefusedException, UnavailableException {
        long suiteRun = run.suiteRun().id();
        if (!lastBuilds.containsKey(suiteRun)) {
            lastBuilds.put(suiteRun, LastBuilds.id(api, suiteRun));
        }
        return lastBuilds.get(suiteRun);
    }
}
