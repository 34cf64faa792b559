package io.gitlab.verdict.tracker.qmetry.build;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.wire.Filter;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The build of the last status change in a suite run; only the legacy list of test case runs contains it. */
public final class LastBuilds {
    private final OpenApi api;
    private final QMetryProject project;
    private Optional<Map<Long, String>> names = Optional.empty();

    /**
     * A build, as far as known.
     *
     * @param id its {@code dropID}; empty if there is none
     * @param name empty if there is none or it is unknown
     */
    public record LastBuild(Optional<Long> id, String name) {}

    public LastBuilds(OpenApi api, QMetryProject project) {
        this.api = api;
        this.project = project;
    }

    /** @param suiteRun id of the suite run */
    public LastBuild of(long suiteRun) throws RefusedException, UnavailableException {
        long id = id(api, suiteRun);
        return id == 0
                ? new LastBuild(Optional.empty(), "")
                : new LastBuild(Optional.of(id), names().getOrDefault(id, ""));
    }

    /** The {@code dropID}; 0 if there is none. */
    static long id(OpenApi api, long suiteRun) throws RefusedException, UnavailableException {
        Map<String, Object> first = Map.of("tsrID", suiteRun, "filter", Filter.NONE, "start", 0, "page", 1, "limit", 1);
        return api.ask("rest/execution/list/tcr", first, "read the last build of a test suite run")
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
