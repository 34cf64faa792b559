package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.CaseStatus;
import io.gitlab.verdict.domain.RunContainer;
import io.gitlab.verdict.domain.TestRun;
import io.gitlab.verdict.tracker.ContainerRuns;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The runs of a project in QMetry's words: a plan is an execution of a test suite on a platform in a cycle, archived when
 * any of these is; a run is a test case run, unexecuted while it is Not Run. QMetry shows dates as each user likes them,
 * and no build, so that runs have neither; a plan has one run of a test case.
 */
final class QMetryContainerRuns implements ContainerRuns {
    private final OpenApi api;
    private final QMetrySettings settings;
    private Optional<ProjectInfo> found = Optional.empty();

    QMetryContainerRuns(OpenApi api, QMetrySettings settings) {
        this.api = api;
        this.settings = settings;
    }

    private ProjectInfo project() throws RefusedException, UnavailableException {
        if (found.isEmpty()) {
            found = Optional.of(ProjectInfo.read(api, settings.project()));
        }
        return found.get();
    }

    @Override
    public List<RunContainer> containers() throws RefusedException, UnavailableException {
        List<RunContainer> containers = new ArrayList<>();
        Suites suites = new Suites(api, project());
        for (Row suite : suites.list(Filter.NONE, "list the test suites")) {
            suites.executions(suite.id("tsID", "id")).forEach(run -> containers.add(container(suite, run)));
        }
        return containers;
    }

    private RunContainer container(Row suite, Row run) {
        String id = String.join(
                "/", suite.text("entityKey"), run.text("releaseName"), run.text("cycleName"), run.text("Platform"));
        String archived = String.join(" and its ", SuiteRun.archived(run));
        URI url = settings.suite(suite.id("tsID", "id"));
        return new RunContainer(
                Long.toString(run.id("tsRunID", "tsrID")),
                id,
                suite.text("name"),
                archived.isEmpty() ? "" : "its " + archived + " is archived",
                Optional.of(url));
    }

    @Override
    public void eachTestCase(Consumer<NamedCase> sink) throws RefusedException, UnavailableException {
        Map<String, Object> question =
                Map.of("entityType", "TC", "showAllStateEntities", true, "folderPath", "", "filter", Filter.NONE);
        api.list("rest/search/result", question, project().pageSize(), "list the test cases").stream()
                .filter(row -> !row.archived())
                .forEach(row -> sink.accept(named(row)));
    }

    private static NamedCase named(Row row) {
        return new NamedCase(row.text("entityKey"), row.text("summary", "name"), Optional.empty());
    }

    /** Every member has a run, with which it is told. */
    @Override
    public void eachMember(RunContainer container, Consumer<NamedCase> sink) {}

    @Override
    public boolean runsTellBuild() {
        return false;
    }

    @Override
    public void eachRun(RunContainer container, Consumer<CaseRun> sink) throws RefusedException, UnavailableException {
        for (Row row : Runs.rows(api, project(), Long.parseLong(container.reference()), Filter.NONE)) {
            sink.accept(new CaseRun(named(row), new TestRun(Optional.empty(), status(row.id("runStatusID")), "")));
        }
    }

    /** What neither passed nor failed, nor is to be run, must be looked at by a person. */
    private CaseStatus status(long id) throws RefusedException, UnavailableException {
        Optional<Status> status = project().statuses().byId(id);
        if (status.isPresent() && status.get().notRun()) {
            return CaseStatus.SCHEDULED;
        }
        return project()
                .statuses()
                .verdict(id, settings.statuses())
                .map(verdict -> CaseStatus.ofVerdict(verdict.text()))
                .orElse(CaseStatus.BLOCKED);
    }

    @Override
    public boolean membershipSchedules() {
        return true;
    }

    @Override
    public void close() throws IOException {
        api.close();
    }
}
