package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The build that came with the last status in an execution of a suite; only the older list of runs tells it. */
final class LastBuilds {
    private final OpenApi api;
    private final ProjectInfo project;
    private Optional<Map<Long, String>> names = Optional.empty();

    /**
     * A build, as far as it is known.
     *
     * @param id its {@code dropID}; empty when there is none
     * @param name empty when there is none
     */
    record LastBuild(Optional<Long> id, String name) {}

    LastBuilds(OpenApi api, ProjectInfo project) {
        this.api = api;
        this.project = project;
    }

    /** @param suiteRun id of the execution */
    LastBuild of(long suiteRun) throws RefusedException, UnavailableException {
        long id = id(api, suiteRun);
        return id == 0
                ? new LastBuild(Optional.empty(), "")
                : new LastBuild(Optional.of(id), names().getOrDefault(id, ""));
    }

    /** The {@code dropID}; 0 when there is none. */
    static long id(OpenApi api, long suiteRun) throws RefusedException, UnavailableException {
        Map<String, Object> first = Map.of("tsrID", suiteRun, "filter", Filter.NONE, "start", 0, "page", 1, "limit", 1);
        return api.ask("rest/execution/list/tcr", first, "ask for the last build of an execution")
                .id("lastExecDrop");
    }

    private Map<Long, String> names() throws RefusedException, UnavailableException {
        if (names.isEmpty()) {
            Map<Long, String> found = new HashMap<>();
            Builds.all(api, project).forEach(row -> found.put(row.id("dropID"), row.text("name")));
            names = Optional.of(found);
        }
        return names.get();
    }
}
