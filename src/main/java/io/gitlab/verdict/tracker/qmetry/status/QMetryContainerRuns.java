package io.gitlab.verdict.tracker.qmetry.status;

import io.gitlab.verdict.domain.CaseStatus;
import io.gitlab.verdict.domain.RunContainer;
import io.gitlab.verdict.domain.TestRun;
import io.gitlab.verdict.tracker.ContainerRuns;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import io.gitlab.verdict.tracker.qmetry.suite.SuiteRun;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRuns;
import io.gitlab.verdict.tracker.qmetry.suite.TestSuites;
import io.gitlab.verdict.tracker.qmetry.wire.Filter;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The runs of a project. A run container is a suite run, archived if its suite, platform, cycle or release is. A run is a
 * test case run, unexecuted while it is Not Run. Runs have neither date nor build: QMetry returns dates in the key owner's
 * display format, and no build. A suite run normally has one run per test case.
 */
public final class QMetryContainerRuns implements ContainerRuns {
    private final OpenApi api;
    private final QMetrySettings settings;
    private Optional<QMetryProject> project = Optional.empty();

    public QMetryContainerRuns(OpenApi api, QMetrySettings settings) {
        this.api = api;
        this.settings = settings;
    }

    private QMetryProject project() throws RefusedException, UnavailableException {
        if (project.isEmpty()) {
            project = Optional.of(QMetryProject.read(api, settings.project()));
        }
        return project.get();
    }

    @Override
    public List<RunContainer> containers() throws RefusedException, UnavailableException {
        List<RunContainer> containers = new ArrayList<>();
        TestSuites suites = new TestSuites(api, project());
        for (Row suite : suites.list(Filter.NONE, "list the test suites")) {
            suites.suiteRuns(suite.id("tsID", "id")).forEach(run -> containers.add(container(suite, run)));
        }
        return containers;
    }

    private RunContainer container(Row suite, Row run) {
        String id = String.join(
                "/", suite.text("entityKey"), run.text("releaseName"), run.text("cycleName"), run.text("Platform"));
        String archived = String.join(" and its ", SuiteRun.archived(run));
        URI url = settings.suitePage(suite.id("tsID", "id"));
        return new RunContainer(
                Long.toString(run.id("tsRunID", "tsrID")),
                id,
                suite.text("name"),
                archived.isEmpty() ? "" : "its " + archived + " is archived",
                Optional.of(url));
    }

    @Override
    public void eachTestCase(Consumer<NamedCase> sink) throws RefusedException, UnavailableException {
        Map<String, Object> query =
                Map.of("entityType", "TC", "showAllStateEntities", true, "folderPath", "", "filter", Filter.NONE);
        api.list("rest/search/result", query, project().pageSize(), "list the test cases").stream()
                .filter(row -> !row.archived())
                .forEach(row -> sink.accept(named(row)));
    }

    private static NamedCase named(Row row) {
        return new NamedCase(row.text("entityKey"), row.text("summary", "name"), Optional.empty());
    }

    /** Nothing: every member has a run, so {@link #eachRun} covers it. */
    @Override
    public void eachMember(RunContainer container, Consumer<NamedCase> sink) {}

    @Override
    public boolean runsTellBuild() {
        return false;
    }

    @Override
    public void eachRun(RunContainer container, Consumer<CaseRun> sink) throws RefusedException, UnavailableException {
        for (Row row : TestCaseRuns.rows(api, project(), Long.parseLong(container.reference()), Filter.NONE)) {
            sink.accept(new CaseRun(named(row), new TestRun(Optional.empty(), status(row.id("runStatusID")), "")));
        }
    }

    /** A status that maps to no verdict counts as blocked: someone must examine it. */
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
