package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Suite runs, which QMetry calls executions, and the runs of test cases in them. */
final class Executions {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("MM-dd-yyyy hh:mm:ss a", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Executions() {}

    /** A date as the recorded project shows it. */
    static String date(String iso) {
        return DATE.format(Instant.parse(iso));
    }

    /** The suite runs of a suite. */
    static ObjectNode ofSuite(State state, Call call) {
        Event.SuiteAdded suite = Calls.suite(state, call, call.number("tsID"));
        return Rows.page(call, state.suiteRuns(suite.id()).map(run -> suiteRun(state, call, suite, run)));
    }

    private static ObjectNode suiteRun(State state, Call call, Event.SuiteAdded suite, Event.SuiteRunAdded run) {
        World.Project project = call.project();
        World.Platform platform = Calls.platform(project, run.platform());
        World.Release release = Calls.release(project, run.cycle());
        World.Cycle cycle = Calls.cycle(project, run.cycle());
        ObjectNode row = Json.NODES
                .objectNode()
                .put("PlatformId", platform.id())
                .put("Platform", platform.name())
                .put("TestSuiteName", suite.name())
                .put("tsRunID", run.id())
                .put("tsID", suite.id())
                .put("isPlatformArchived", platform.archived())
                .put("isTestSuiteArchived", suite.archived())
                .put("cycleName", cycle.name())
                .put("releaseName", release.name())
                .put("cycleID", cycle.id())
                .put("releaseID", release.id())
                .put("entityKey", Suites.key(state, suite))
                .put("isCycleArchived", cycle.archived())
                .put("isReleaseArchived", release.archived())
                .put("isLocked", run.locked() || cycle.locked() || release.locked())
                .put("state", 1)
                .put("createdDate", "07-29-2019 06:52:42")
                .put("createdByAlias", "sandbox");
        if (!call.assumes(Assumption.AUTOMATED_SUITES_ARE_NOT_TOLD)) {
            row.put("isAutomatedFlag", suite.automated());
        }
        if (!call.assumes(Assumption.DATES_ARE_NOT_LISTED)) {
            begun(state, run).ifPresent(at -> row.put("startTime", date(at)));
        }
        addAttributes(row, platform);
        addCounts(row, state, project, state.runs(run.id()));
        return row;
    }

    /** When the first of the runs of a suite run got a status. */
    private static Optional<String> begun(State state, Event.SuiteRunAdded suiteRun) {
        return state.runs(suiteRun.id()).stream()
                .flatMap(run -> run.writes().stream())
                .map(Event.StatusSet::at)
                .min(Comparator.naturalOrder());
    }

    /** A list that is a text while it is empty. */
    private static void addAttributes(ObjectNode row, World.Platform platform) {
        if (platform.name().equals("No Platform")) {
            row.put("attributeValues", "");
        } else {
            row.putArray("attributeValues").add("desktop");
        }
    }

    /** How many runs have each status, and the status of the whole, which is that of most runs. */
    private static void addCounts(ObjectNode row, State state, World.Project project, List<Run> runs) {
        Map<Long, Long> counts = runs.stream()
                .collect(Collectors.groupingBy(run -> state.status(run).id(), TreeMap::new, Collectors.counting()));
        counts.forEach((status, count) -> row.put("status_" + status, count));
        long most = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(project.notRun().id());
        row.put("Total", runs.size())
                .put("Defects", 0)
                .put("statusID", most)
                .put(
                        "Status",
                        project.statuses().stream()
                                .filter(status -> status.id() == most)
                                .findFirst()
                                .orElseThrow()
                                .name());
    }

    /** The runs of a suite run. */
    static ObjectNode runs(State state, Call call) {
        Calls.view(call, "TE");
        Event.SuiteRunAdded suiteRun = Calls.suiteRun(state, call, call.number("tsrunID"));
        List<Run> runs = state.runs(suiteRun.id());
        ObjectNode answer = Rows.page(call, runs.stream().map(run -> run(state, call, run)));
        long unarchived = runs.stream()
                .filter(run ->
                        !state.testCase(run.origin().testCase()).orElseThrow().archived())
                .count();
        answer.put("noOfUnarchivedRecord", unarchived)
                .put("viewId", call.number("viewId"))
                .put("filter", call.text("filter").orElse("[]"))
                .put("viewName", "Default")
                .put("udfFilter", "[]")
                .put("showTcWithDefects", false)
                .putArray("filterTemplate");
        return answer;
    }

    private static ObjectNode run(State state, Call call, Run run) {
        Event.CaseAdded testCase = state.testCase(run.origin().testCase()).orElseThrow();
        World.Status status = state.status(run);
        ObjectNode row = Json.NODES
                .objectNode()
                .put("tsRunID", run.origin().suiteRun())
                .put("tcRunID", run.id())
                .put("tcID", testCase.id())
                .put("tcVersionID", testCase.version())
                .put("projectID", call.project().id())
                .put("runStatus", status.name())
                .put("runStatusID", status.id())
                .put("attachmentCount", state.attachments(run.id()).count())
                .put("entityKey", Cases.key(state, testCase))
                .put("isVersionArchived", false)
                .put("associatedVersion", 1)
                .put("summary", testCase.summary())
                .put("linkedDfCount", 0)
                .put("executedVersion", 1)
                .put("stepCount", 0)
                .put("isTcArchived", testCase.archived())
                .put("hasRows", 0)
                .put("latestVersion", 1)
                .put("tctsID", run.origin().link());
        if (!call.assumes(Assumption.COMMENTS_OF_RUNS_ARE_NOT_LISTED)) {
            row.put("comment", run.comment());
        }
        if (run.last() != null) {
            row.put("updatedByAlias", run.last().by());
            if (!call.assumes(Assumption.DATES_ARE_NOT_LISTED)) {
                row.put("executedAt", date(run.last().at()));
            }
        }
        return row;
    }

    /** The same in an older form, without a view. */
    static ObjectNode olderRuns(State state, Call call) {
        Event.SuiteRunAdded suiteRun = Calls.suiteRun(state, call, call.number("tsrID"));
        List<Run> runs = state.runs(suiteRun.id());
        ObjectNode answer = Rows.page(call, runs.stream().map(run -> olderRun(state, suiteRun, run)));
        return answer.put(
                        "lastExecDrop",
                        state.lastBuild(suiteRun.id()).map(Object::toString).orElse(""))
                .put("state", 1)
                .put("Defects", 0);
    }

    private static ObjectNode olderRun(State state, Event.SuiteRunAdded suiteRun, Run run) {
        Event.CaseAdded testCase = state.testCase(run.origin().testCase()).orElseThrow();
        World.Status status = state.status(run);
        return Json.NODES
                .objectNode()
                .put("tcRunID", run.id())
                .put("tcID", testCase.id())
                .put("entityKey", Cases.key(state, testCase))
                .put("name", testCase.summary())
                .put("Status", status.id())
                .put("StatusNameText", status.name())
                .put("isAutoExecuted", run.last() != null && run.last().automated() ? 1 : 0)
                .put("logCount", state.attachments(run.id()).count())
                .put("PlatformID", suiteRun.platform())
                .put("stepCount", 0)
                .put("isArchived", testCase.archived());
    }
}
