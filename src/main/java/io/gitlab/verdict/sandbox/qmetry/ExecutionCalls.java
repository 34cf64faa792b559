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

/** Calls about suite runs, which QMetry calls executions, and about their test case runs. */
final class ExecutionCalls {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("MM-dd-yyyy hh:mm:ss a", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private ExecutionCalls() {}

    /** A date in the format of the recorded project. */
    static String date(String iso) {
        return DATE.format(Instant.parse(iso));
    }

    /** The suite runs of a suite. */
    static ObjectNode ofSuite(QmetryState state, Call call) {
        QmetryEvent.SuiteAdded suite = ProjectLookup.suite(state, call, call.number("tsID"));
        return Rows.page(call, state.suiteRuns(suite.id()).map(run -> suiteRun(state, call, suite, run)));
    }

    private static ObjectNode suiteRun(
            QmetryState state, Call call, QmetryEvent.SuiteAdded suite, QmetryEvent.SuiteRunAdded run) {
        SeedData.Project project = call.project();
        SeedData.Platform platform = ProjectLookup.platform(project, run.platform());
        SeedData.Release release = ProjectLookup.release(project, run.cycle());
        SeedData.Cycle cycle = ProjectLookup.cycle(project, run.cycle());
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
                .put("entityKey", SuiteCalls.key(state, suite))
                .put("isCycleArchived", cycle.archived())
                .put("isReleaseArchived", release.archived())
                .put("isLocked", run.locked() || cycle.locked() || release.locked())
                .put("state", 1)
                .put("createdDate", "07-29-2019 06:52:42")
                .put("createdByAlias", "sandbox");
        if (!call.assumes(Assumption.AUTOMATED_FLAG_IS_NOT_LISTED)) {
            row.put("isAutomatedFlag", suite.automated());
        }
        if (!call.assumes(Assumption.DATES_ARE_NOT_LISTED)) {
            begun(state, run).ifPresent(at -> row.put("startTime", date(at)));
        }
        addAttributes(row, platform);
        addCounts(row, state, project, state.runs(run.id()));
        return row;
    }

    /** When the first run of a suite run got a status. */
    private static Optional<String> begun(QmetryState state, QmetryEvent.SuiteRunAdded suiteRun) {
        return state.runs(suiteRun.id()).stream()
                .flatMap(run -> run.writes().stream())
                .map(QmetryEvent.StatusSet::at)
                .min(Comparator.naturalOrder());
    }

    /** A list that is a string while it is empty. */
    private static void addAttributes(ObjectNode row, SeedData.Platform platform) {
        if (platform.name().equals("No Platform")) {
            row.put("attributeValues", "");
        } else {
            row.putArray("attributeValues").add("desktop");
        }
    }

    /** The number of runs of each status, and the most frequent status as that of the suite run. */
    private static void addCounts(ObjectNode row, QmetryState state, SeedData.Project project, List<CaseRun> runs) {
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
    static ObjectNode runs(QmetryState state, Call call) {
        ProjectLookup.view(call, "TE");
        QmetryEvent.SuiteRunAdded suiteRun = ProjectLookup.suiteRun(state, call, call.number("tsrunID"));
        List<CaseRun> runs = state.runs(suiteRun.id());
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

    private static ObjectNode run(QmetryState state, Call call, CaseRun run) {
        QmetryEvent.CaseAdded testCase = state.testCase(run.origin().testCase()).orElseThrow();
        SeedData.Status status = state.status(run);
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
                .put("entityKey", TestCaseCalls.key(state, testCase))
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

    /** The runs of a suite run in an older form, without a view. */
    static ObjectNode olderRuns(QmetryState state, Call call) {
        QmetryEvent.SuiteRunAdded suiteRun = ProjectLookup.suiteRun(state, call, call.number("tsrID"));
        List<CaseRun> runs = state.runs(suiteRun.id());
        ObjectNode answer = Rows.page(call, runs.stream().map(run -> olderRun(state, suiteRun, run)));
        return answer.put(
                        "lastExecDrop",
                        state.lastBuild(suiteRun.id()).map(Object::toString).orElse(""))
                .put("state", 1)
                .put("Defects", 0);
    }

    private static ObjectNode olderRun(QmetryState state, QmetryEvent.SuiteRunAdded suiteRun, CaseRun run) {
        QmetryEvent.CaseAdded testCase = state.testCase(run.origin().testCase()).orElseThrow();
        SeedData.Status status = state.status(run);
        return Json.NODES
                .objectNode()
                .put("tcRunID", run.id())
                .put("tcID", testCase.id())
                .put("entityKey", TestCaseCalls.key(state, testCase))
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
