package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The builds of a project, which the wire calls drops. */
final class Builds {
    /** A refusal may mean that another job has created it just now, which does not show yet. */
    private static final int MOST_REFUSALS = 3;

    private final OpenApi api;
    private final ProjectInfo project;
    private final Deadline deadline;
    private final Duration replicaLag;
    private Instant mayShowUntil = Instant.MIN;
    private int refusals;

    Builds(OpenApi api, ProjectInfo project, Deadline deadline, Duration replicaLag) {
        this.api = api;
        this.project = project;
        this.deadline = deadline;
        this.replicaLag = replicaLag;
    }

    /** Builds of one name, in any case, the oldest first. */
    record Named(String name, List<Row> all) {
        private List<Row> open() {
            List<Row> open = all.stream().filter(build -> !build.archived()).toList();
            List<Row> exact = open.stream()
                    .filter(build -> build.text("name").equals(name))
                    .toList();
            return exact.isEmpty() ? open : exact;
        }

        /** The {@code dropID} of the one to take. */
        Optional<Long> dropId() {
            return open().stream().map(build -> build.id("dropID")).findFirst();
        }

        /** Whether it is there, and takes no executions any more. */
        boolean archived() {
            return open().isEmpty() && !all.isEmpty();
        }

        /** That there are several; empty when there are not. */
        Optional<String> ambiguity() {
            List<Long> ids = open().stream().map(build -> build.id("dropID")).toList();
            return ids.size() < 2
                    ? Optional.empty()
                    : Optional.of("There are several builds \"" + name + "\": " + ids
                            + ". The oldest is taken. Rename or" + " archive the others.");
        }
    }

    static Named named(OpenApi api, ProjectInfo project, String name) throws RefusedException, UnavailableException {
        return new Named(
                name,
                Row.identified(ofThatName(api, project, name), "build \"" + name + "\"", "dropID").stream()
                        .sorted(Comparator.comparing(build -> build.id("dropID")))
                        .toList());
    }

    private static List<Row> ofThatName(OpenApi api, ProjectInfo project, String name)
            throws RefusedException, UnavailableException {
        return all(api, project).stream()
                .filter(build -> build.text("name").equalsIgnoreCase(name))
                .toList();
    }

    /** Each build of the project, archived or not. */
    static List<Row> all(OpenApi api, ProjectInfo project) throws RefusedException, UnavailableException {
        return api.list("rest/admin/drop/list", Map.of("showArchive", true), project.pageSize(), "list the builds");
    }

    /**
     * The {@code dropID} of a build that is created unless it is there; empty when it may be there, and does not show yet.
     *
     * @throws RefusedException if QMetry refuses to create it, time and again
     * @throws NoAnswerException if no usable answer came
     */
    Optional<Long> create(String name, List<SuiteRun> suiteRuns)
            throws RefusedException, UnavailableException, NoAnswerException {
        Optional<Long> there = named(api, project, name).dropId();
        if (there.isPresent() || deadline.now().isBefore(mayShowUntil)) {
            return there;
        }
        Optional<Long> created = send(name, suiteRuns);
        return named(api, project, name).dropId().or(() -> created);
    }

    private Optional<Long> send(String name, List<SuiteRun> suiteRuns) throws RefusedException, NoAnswerException {
        String action = "create build \"" + name + "\"";
        Row answer;
        try {
            answer = api.write("POST", "rest/admin/drops", body(name, suiteRuns), action);
        } finally {
            mayShowUntil = deadline.now().plus(replicaLag);
        }
        if (!answer.success() && ++refusals >= MOST_REFUSALS) {
            throw new RefusedException(api.refusal(action, answer)
                    + " Create it in QMetry, or name one that is there in <qmetry><build>.");
        }
        return answer.rows("data").stream()
                .map(build -> build.id("dropID"))
                .filter(id -> answer.success() && id > 0)
                .findFirst();
    }

    private static Map<String, Object> body(String name, List<SuiteRun> suiteRuns) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("dropID", "0");
        body.put("name", name);
        body.put("Description", "");
        body.put("grdRelCyc", suiteRuns.stream().map(Builds::scope).distinct().toList());
        return body;
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
