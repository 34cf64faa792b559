package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Json;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Test cases. */
final class Cases {
    /** Rows carry such a picture of their status; in truth a much greater one. */
    static final String ICON =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private Cases() {}

    static String key(State state, Event.CaseAdded testCase) {
        return state.project(testCase.project()).key() + "-TC-" + testCase.number();
    }

    static ObjectNode list(State state, Call call) {
        Calls.view(call, "TC");
        if (!call.body().has("folderPath")) {
            throw Refusal.missingField();
        }
        return Rows.page(call, state.testCases(call.project()).map(each -> row(state, each)));
    }

    private static ObjectNode row(State state, Event.CaseAdded testCase) {
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

    /** Test cases or suites; without {@code showAllStateEntities} nothing is found where eSignature is off. */
    static ObjectNode search(State state, Call call) {
        Stream<ObjectNode> rows =
                switch (call.required("entityType")) {
                    case "TC" -> state.testCases(call.project()).map(each -> row(state, each));
                    default -> throw Refusal.general();
                };
        boolean shown =
                call.isTrue("showAllStateEntities") || call.project().rules().signer() != null;
        return Rows.page(call, shown ? rows : Stream.empty());
    }

    /** The test cases of a suite. */
    static ObjectNode ofSuite(State state, Call call) {
        Event.SuiteAdded suite = Calls.suite(state, call, call.number("tsID"));
        Stream<Run> runs = state.suiteRuns(suite.id()).limit(1).flatMap(run -> state.runs(run.id()).stream());
        return Rows.page(
                call,
                runs.map(run -> row(
                                state, state.testCase(run.origin().testCase()).orElseThrow())
                        .put("tctsID", run.origin().link())));
    }

    /** All runs of a test case. */
    static ObjectNode executions(State state, Call call) {
        long id = call.number("tcid");
        state.testCase(id).filter(each -> each.project() == call.project().id()).orElseThrow(Refusal::notFound);
        return Rows.page(
                call,
                state.runs().stream()
                        .filter(run -> run.origin().testCase() == id)
                        .map(run -> execution(state, call.project(), run)));
    }

    private static ObjectNode execution(State state, World.Project project, Run run) {
        Event.SuiteRunAdded suiteRun = state.suiteRun(run.origin().suiteRun()).orElseThrow();
        Event.SuiteAdded suite = state.suite(suiteRun.suite()).orElseThrow();
        World.Status status = state.status(run);
        return Json.NODES
                .objectNode()
                .put("tcRunID", run.id())
                .put("tsrunID", suiteRun.id())
                .put("tsID", suite.id())
                .put("tsEntityKey", Suites.key(state, suite))
                .put("tsName", suite.name())
                .put("platform", Calls.platform(project, suiteRun.platform()).name())
                .put("platformID", suiteRun.platform())
                .put("cycleID", suiteRun.cycle())
                .put("releaseID", Calls.release(project, suiteRun.cycle()).id())
                .put("statusID", status.id())
                .put("statusName", status.defaultName())
                .put("displayName", status.name())
                .put("executedVersion", 1)
                .put("isArchived", suite.archived())
                .put("statusIcon", ICON);
    }

    static ObjectNode create(Transaction transaction, Call call) {
        State state = transaction.state();
        String name = call.required("name");
        call.number("tcFolderID");
        int number = (int) state.testCases(call.project()).count() + 1;
        Event.CaseAdded made = new Event.CaseAdded(
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
