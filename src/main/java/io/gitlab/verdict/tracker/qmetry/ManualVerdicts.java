package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which failures and blocks were given by a person in the same build, and so must not be overwritten unasked. The list of
 * runs need not tell who gave a status; the older list does.
 */
final class ManualVerdicts {
    private final OpenApi api;
    private final ProjectInfo project;
    private final Optional<Long> build;
    private final boolean newBuild;
    private final Map<SuiteRun, Execution> executions = new HashMap<>();

    /**
     * What the older list tells of an execution.
     *
     * @param automated ids of the runs whose status a tool gave
     * @param lastBuild the {@code dropID} of its last build; 0 when it has none
     */
    private record Execution(Set<Long> automated, long lastBuild) {}

    /**
     * @param build the {@code dropID} of this build; empty when executions are of no build, or it is yet to be created
     * @param newBuild whether it is yet to be created, so that nothing can be of it
     */
    ManualVerdicts(OpenApi api, ProjectInfo project, Optional<Long> build, boolean newBuild) {
        this.api = api;
        this.project = project;
        this.build = build;
        this.newBuild = newBuild;
    }

    /** Whether one of the runs that would change holds a person's failure or block of this build. */
    boolean stand(List<Run> changing) throws RefusedException, UnavailableException {
        for (Run run : newBuild ? List.<Run>of() : changing) {
            if (adverse(run) && ofThisBuild(run) && !automated(run)) {
                return true;
            }
        }
        return false;
    }

    private boolean adverse(Run run) {
        return project.statuses().byId(run.statusId()).map(Status::adverse).orElse(false);
    }

    private boolean automated(Run run) throws RefusedException, UnavailableException {
        return run.automated().isPresent()
                ? run.automated().get()
                : execution(run.suiteRun()).automated().contains(run.id());
    }

    private boolean ofThisBuild(Run run) throws RefusedException, UnavailableException {
        long last = execution(run.suiteRun()).lastBuild();
        return build.isEmpty() || last == 0 || build.get() == last;
    }

    private Execution execution(SuiteRun suiteRun) throws RefusedException, UnavailableException {
        Execution known = executions.get(suiteRun);
        if (known == null) {
            known = read(suiteRun);
            executions.put(suiteRun, known);
        }
        return known;
    }

    private Execution read(SuiteRun suiteRun) throws RefusedException, UnavailableException {
        String path = "rest/execution/list/tcr";
        String action = "ask who gave a status";
        Map<String, Object> question = Map.of("tsrID", suiteRun.id(), "filter", Filter.NONE);
        Set<Long> automated = new HashSet<>();
        for (Row row : api.list(path, question, project.pageSize(), action)) {
            if (row.automated().orElse(false)) {
                automated.add(row.id("tcRunID", "tcrID"));
            }
        }
        return new Execution(automated, LastBuilds.id(api, suiteRun.id()));
    }
}
