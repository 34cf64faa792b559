package io.gitlab.verdict.tracker.rally.status;

import io.gitlab.verdict.domain.CaseStatus;
import io.gitlab.verdict.domain.RunContainer;
import io.gitlab.verdict.domain.TestRun;
import io.gitlab.verdict.tracker.ContainerRuns;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.settings.ArchivePolicy;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.target.Target;
import io.gitlab.verdict.tracker.rally.target.TargetFinder;
import io.gitlab.verdict.tracker.rally.wire.Condition;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.RallyLinks;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The test sets of a project and their results. A test set is archived as defined by {@link ArchivePolicy}. A run is a
 * TestCaseResult of the test set, unexecuted if it has no verdict. A test case of the test set without a result is
 * planned, because Rally schedules test cases by adding them to a test set.
 */
public final class RallyContainerRuns implements ContainerRuns {
    private static final String TEST_SET_FETCH = "ObjectID,FormattedID,Name,ScheduleState,Iteration,EndDate";
    private static final String TEST_CASE_FETCH = "ObjectID,FormattedID,Name";
    private static final String RUN_FETCH = "ObjectID,Build,Date,Verdict,TestCase,FormattedID";

    private final WsapiClient wsapi;
    private final RallySettings settings;
    private final ArchivePolicy archive;
    private final Instant now;
    private Optional<Target> found = Optional.empty();

    public RallyContainerRuns(WsapiClient wsapi, RallySettings settings, ArchivePolicy archive, Instant now) {
        this.wsapi = wsapi;
        this.settings = settings;
        this.archive = archive;
        this.now = now;
    }

    private Target target() throws RefusedException, UnavailableException {
        if (found.isEmpty()) {
            found = Optional.of(new TargetFinder(wsapi, settings, now).find());
        }
        return found.get();
    }

    private Map<String, String> project() throws RefusedException, UnavailableException {
        return QueryScope.project(target().workspace(), target().project());
    }

    @Override
    public List<RunContainer> containers() throws RefusedException, UnavailableException {
        List<RunContainer> containers = new ArrayList<>();
        wsapi.each(
                new Query("testset", project(), "", TEST_SET_FETCH),
                "list the test sets",
                testSet -> containers.add(container(testSet)));
        return containers;
    }

    private RunContainer container(JsonNode testSet) {
        long objectId = Refs.ownObjectId(testSet);
        return new RunContainer(
                Long.toString(objectId),
                testSet.path("FormattedID").asString(""),
                testSet.path("Name").asString(testSet.path("_refObjectName").asString("")),
                archive.reason(testSet, now),
                Optional.of(RallyLinks.testSet(settings.url(), objectId)));
    }

    @Override
    public void eachTestCase(Consumer<NamedCase> sink) throws RefusedException, UnavailableException {
        wsapi.each(
                new Query("testcase", project(), "", TEST_CASE_FETCH),
                "list the test cases",
                testCase -> sink.accept(named(testCase)));
    }

    @Override
    public void eachMember(RunContainer container, Consumer<NamedCase> sink)
            throws RefusedException, UnavailableException {
        wsapi.each(
                new Query("TestSet/" + container.reference() + "/TestCases", workspace(), "", TEST_CASE_FETCH),
                "list the test cases of " + container.id(),
                testCase -> sink.accept(named(testCase)));
    }

    private Map<String, String> workspace() throws RefusedException, UnavailableException {
        return QueryScope.workspace(target().workspace());
    }

    private NamedCase named(JsonNode testCase) {
        return new NamedCase(
                testCase.path("FormattedID").asString(""),
                testCase.path("_refObjectName").asString(""),
                Optional.of(RallyLinks.testCase(settings.url(), Refs.objectId(testCase))));
    }

    @Override
    public void eachRun(RunContainer container, Consumer<CaseRun> sink) throws RefusedException, UnavailableException {
        String testSet = Refs.of("testset", Long.parseLong(container.reference()));
        wsapi.each(
                new Query("testcaseresult", workspace(), Condition.isRef("TestSet", testSet), RUN_FETCH),
                "read the results in " + container.id(),
                result -> {
                    JsonNode testCase = result.path("TestCase");
                    if (Refs.objectId(testCase) != 0) {
                        sink.accept(new CaseRun(named(testCase), run(result)));
                    }
                });
    }

    private static TestRun run(JsonNode result) {
        CaseStatus status = CaseStatus.ofVerdict(result.path("Verdict").asString(""));
        return new TestRun(date(result), status, result.path("Build").asString(""));
    }

    private static Optional<Instant> date(JsonNode result) {
        try {
            return Optional.of(Instant.parse(result.path("Date").asString("")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean membershipSchedules() {
        return true;
    }

    @Override
    public void close() throws IOException {
        wsapi.close();
    }
}
