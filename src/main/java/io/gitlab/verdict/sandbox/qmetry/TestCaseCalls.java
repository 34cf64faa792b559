package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Json;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Calls about test cases. */
final class TestCaseCalls {
    /** Rows contain an image of their status, which is larger in real answers. */
    static final String ICON =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private TestCaseCalls() {}

    static String key(QmetryState state, QmetryEvent.CaseAdded testCase) {
        return state.project(testCase.project()).key() + "-TC-" + testCase.number();
    }

    static ObjectNode list(QmetryState state, Call call) {
        ProjectLookup.view(call, "TC");
        if (!call.body().has("folderPath")) {
            throw QmetryRefusals.missingField();
        }
        return Rows.page(call, state.testCases(call.project()).map(each -> row(state, each)));
    }

    private static ObjectNode row(QmetryState state, QmetryEvent.CaseAdded testCase) {
        return Json.NODES
                .objectNode()
                .put("tcID", testCase.id())
                .put("tcVersionID", testCase.version())
                .put("tcVersion", 1)
                .put("entityKey", key(state, testCase))
                .put("entityKeyId", testCase.number())
                .put("name", testCase.summary())
                .put("summary", testCase.summary())
                .put("isArchived", testCase.archived());
    }

    /** Searches test cases; without {@code showAllStateEntities} nothing is found unless eSignature is on. */
    static ObjectNode search(QmetryState state, Call call) {
        Stream<ObjectNode> rows =
                switch (call.required("entityType")) {
                    case "TC" -> state.testCases(call.project()).map(each -> row(state, each));
                    default -> throw QmetryRefusals.general();
                };
        boolean shown =
                call.isTrue("showAllStateEntities") || call.project().rules().signer() != null;
        return Rows.page(call, shown ? rows : Stream.empty());
    }

    /** The test cases of a suite. */
    static ObjectNode ofSuite(QmetryState state, Call call) {
        QmetryEvent.SuiteAdded suite = ProjectLookup.suite(state, call, call.number("tsID"));
        Stream<CaseRun> runs = state.suiteRuns(suite.id()).limit(1).flatMap(run -> state.runs(run.id()).stream());
        return Rows.page(
                call,
                runs.map(run -> row(
                                state, state.testCase(run.origin().testCase()).orElseThrow())
                        .put("tctsID", run.origin().link())));
    }

    /** All runs of a test case. */
    static ObjectNode executions(QmetryState state, Call call) {
        long id = call.number("tcid");
        state.testCase(id).filter(each -> each.project() == call.project().id()).orElseThrow(QmetryRefusals::notFound);
        return Rows.page(
                call,
                state.runs().stream()
                        .filter(run -> run.origin().testCase() == id)
                        .map(run -> execution(state, call.project(), run)));
    }

    private static ObjectNode execution(QmetryState state, SeedData.Project project, CaseRun run) {
        QmetryEvent.SuiteRunAdded suiteRun =
                state.suiteRun(run.origin().suiteRun()).orElseThrow();
        QmetryEvent.SuiteAdded suite = state.suite(suiteRun.suite()).orElseThrow();
        SeedData.Status status = state.status(run);
        return Json.NODES
                .objectNode()
                .put("tcRunID", run.id())
                .put("tsrunID", suiteRun.id())
                .put("tsID", suite.id())
                .put("tsEntityKey", SuiteCalls.key(state, suite))
                .put("tsName", suite.name())
                .put(
                        "platform",
                        ProjectLookup.platform(project, suiteRun.platform()).name())
                .put("platformID", suiteRun.platform())
                .put("cycleID", suiteRun.cycle())
                .put(
                        "releaseID",
                        ProjectLookup.release(project, suiteRun.cycle()).id())
                .put("statusID", status.id())
                .put("statusName", status.defaultName())
                .put("displayName", status.name())
                .put("executedVersion", 1)
                .put("isArchived", suite.archived())
                .put("statusIcon", ICON);
    }

    static ObjectNode create(Transaction transaction, Call call) {
        QmetryState state = transaction.state();
        String name = call.required("name");
        call.number("tcFolderID");
        int number = (int) state.testCases(call.project()).count() + 1;
        QmetryEvent.CaseAdded made = new QmetryEvent.CaseAdded(
                transaction.id(), transaction.id(), call.project().id(), number, name, false);
        transaction.add(made);
        ObjectNode answer = Answers.success("TC.ADD_ENTITY_SUCCESS", "Test Case added successfully.");
        answer.putArray("data")
                .addObject()
                .put("id", made.id())
                .put("entityKey", key(state, made))
                .put("tcVersionId", made.version());
        return answer;
    }
}
