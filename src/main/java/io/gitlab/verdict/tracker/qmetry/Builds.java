package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The builds of a project, which the wire calls drops. */
final class Builds {
    private final OpenApi api;
    private final ProjectInfo project;

    Builds(OpenApi api, ProjectInfo project) {
        this.api = api;
        this.project = project;
    }

    /** The {@code dropID} of a build; of several of that name, the oldest. */
    Optional<Long> find(String name) throws RefusedException, UnavailableException {
        List<Row> named = list(false).stream()
                .filter(build -> !build.archived() && build.text("name").equals(name))
                .toList();
        return Row.identified(named, "build \"" + name + "\"", "dropID").stream()
                .map(build -> build.id("dropID"))
                .min(Long::compare);
    }

    /** Each build, archived or not. */
    List<Row> all() throws RefusedException, UnavailableException {
        return list(true);
    }

    private List<Row> list(boolean archived) throws RefusedException, UnavailableException {
        return api.list("rest/admin/drop/list", Map.of("showArchive", archived), project.pageSize(), "list the builds");
    }

    /**
     * Creates a build, unless another job just has.
     *
     * @throws NoAnswerException if no usable answer came
     */
    Optional<Long> create(String name, List<SuiteRun> suiteRuns)
            throws RefusedException, UnavailableException, NoAnswerException {
        Optional<Long> there = find(name);
        if (there.isPresent()) {
            return there;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("dropID", "0");
        body.put("name", name);
        body.put("Description", "");
        body.put("grdRelCyc", suiteRuns.stream().map(Builds::scope).distinct().toList());
        Row answer = api.write("POST", "rest/admin/drops", body, "create build \"" + name + "\"");
        if (!answer.success()) {
            throw new RefusedException(api.refusal("create build \"" + name + "\"", answer));
        }
        return find(name);
    }

    private static Map<String, Object> scope(SuiteRun run) {
        return Map.of(
                "name",
                run.cycle(),
                "scope",
                "cycle",
                "default",
                "NO",
                "cyclID",
                run.cycleId(),
                "relID",
                run.releaseId());
    }
}
