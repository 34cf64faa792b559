package io.gitlab.verdict.tracker.qmetry.build;

import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.suite.SuiteRun;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The builds of a project, "drops" in the wire format. */
public final class Builds {
    /** A refusal may mean that another job has just created the build, which is not visible yet. */
    private static final int MOST_REFUSALS = 3;

    private final OpenApi api;
    private final QMetryProject project;
    private final Deadline deadline;
    private final Duration replicaLag;
    private Instant invisibleUntil = Instant.MIN;
    private int refusals;

    Builds(OpenApi api, QMetryProject project, Deadline deadline, Duration replicaLag) {
        this.api = api;
        this.project = project;
        this.deadline = deadline;
        this.replicaLag = replicaLag;
    }

    /** The builds with one name, ignoring case; the oldest first. */
    public record Named(String name, List<Row> all) {
        private List<Row> open() {
            List<Row> open = all.stream().filter(build -> !build.archived()).toList();
            List<Row> exact = open.stream()
                    .filter(build -> build.text("name").equals(name))
                    .toList();
            return exact.isEmpty() ? open : exact;
        }

        /** The {@code dropID} of the build to use. */
        public Optional<Long> dropId() {
            return open().stream().map(build -> build.id("dropID")).findFirst();
        }

        /** Whether it exists, but is archived. */
        public boolean archived() {
            return open().isEmpty() && !all.isEmpty();
        }

        /** The warning if there are several. */
        public Optional<String> ambiguity() {
            List<Long> ids = open().stream().map(build -> build.id("dropID")).toList();
            return ids.size() < 2
                    ? Optional.empty()
                    : Optional.of("There are several builds \"" + name + "\": " + ids
                            + ". The oldest is used. Rename or archive the others.");
        }
    }

    public static Named named(OpenApi api, QMetryProject project, String name)
            throws RefusedException, UnavailableException {
        return new Named(
                name,
                Row.identified(search(api, project, name), "build \"" + name + "\"", "dropID").stream()
                        .sorted(Comparator.comparing(build -> build.id("dropID")))
                        .toList());
    }

    private static List<Row> search(OpenApi api, QMetryProject project, String name)
            throws RefusedException, UnavailableException {
        return all(api, project).stream()
                .filter(build -> build.text("name").equalsIgnoreCase(name))
                .toList();
    }

    /** All builds of the project, including archived ones. */
    static List<Row> all(OpenApi api, QMetryProject project) throws RefusedException, UnavailableException {
        return api.list("rest/admin/drop/list", Map.of("showArchive", true), project.pageSize(), "list the builds");
    }

    /**
     * Creates the build unless it exists. Returns its {@code dropID}; empty if it may exist, but is not visible yet.
     *
     * @throws RefusedException if QMetry repeatedly refuses to create it
     * @throws NoAnswerException if there was no usable response
     */
    Optional<Long> create(String name, List<SuiteRun> suiteRuns)
            throws RefusedException, UnavailableException, NoAnswerException {
        Optional<Long> existing = named(api, project, name).dropId();
        if (existing.isPresent() || deadline.now().isBefore(invisibleUntil)) {
            return existing;
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
            invisibleUntil = deadline.now().plus(replicaLag);
        }
        if (!answer.success() && ++refusals >= MOST_REFUSALS) {
            throw new RefusedException(
                    api.refusal(action, answer) + " Create it in QMetry, or set <qmetry><build> to an existing one.");
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
