package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Json;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls about test suites, and about linking cycles, platforms and test cases to them. */
final class SuiteCalls {
    private SuiteCalls() {}

    static String key(QmetryState state, QmetryEvent.SuiteAdded suite) {
        return state.project(suite.project()).key() + "-TS-" + suite.number();
    }

    static ObjectNode list(QmetryState state, Call call) {
        ProjectLookup.view(call, "TS");
        ObjectNode answer = Rows.page(call, state.suites(call.project()).map(suite -> row(state, suite)));
        return answer.put("viewId", call.number("viewId"))
                .put("filter", call.text("filter").orElse("[]"));
    }

    private static ObjectNode row(QmetryState state, QmetryEvent.SuiteAdded suite) {
        Set<Long> cases = state.suiteRuns(suite.id())
                .flatMap(run -> state.runs(run.id()).stream())
                .map(run -> run.origin().testCase())
                .collect(Collectors.toSet());
        return Json.NODES
                .objectNode()
                .put("tsID", suite.id())
                .put("id", suite.id())
                .put("entityKey", key(state, suite))
                .put("entityKeyId", suite.number())
                .put("name", suite.name())
                .put("linkedTcCount", cases.size())
                .put("linkedPlatformCount", platforms(state, suite.id()).size())
                .put("attributeValues", "")
                .put("isArchived", suite.archived());
    }

    private static Set<Long> platforms(QmetryState state, long suite) {
        return state.suiteRuns(suite)
                .map(QmetryEvent.SuiteRunAdded::platform)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Creates a suite, with a suite run on the project's default platform in each cycle of the mapping. */
    static ObjectNode create(Transaction transaction, Call call) {
        QmetryState state = transaction.state();
        String name = call.required("name");
        call.number("parentFolderId");
        int number = (int) state.suites(call.project()).count() + 1;
        long id = transaction.id();
        QmetryEvent.SuiteAdded suite = new QmetryEvent.SuiteAdded(
                id, call.project().id(), number, name, call.isTrue("isAutomatedFlag"), false);
        transaction.add(suite);
        for (JsonNode mapping : call.body().path("releaseCycleMapping")) {
            addRun(
                    transaction,
                    call,
                    id,
                    call.project().platforms().get(0).id(),
                    mapping.path("buildID").asLong(0));
        }
        ObjectNode created =
                Json.NODES.objectNode().put("ENTITY_KEY", key(state, suite)).put("id", id);
        ObjectNode answer = created.deepCopy();
        answer.setAll(Answers.success("TS.ADD_TS_SUCCESS", "Test Suite added successfully."));
        answer.putArray("data").add(created);
        return answer;
    }

    private static void addRun(Transaction transaction, Call call, long suite, long platform, long cycle) {
        ProjectLookup.cycle(call.project(), cycle);
        transaction.add(new QmetryEvent.SuiteRunAdded(transaction.id(), suite, platform, cycle, false));
    }

    /** Adds cycles to suites: a suite run in each, for each platform of the suite. Success is a string here. */
    static ObjectNode map(Transaction transaction, Call call) {
        QmetryState state = transaction.state();
        for (JsonNode mapping : call.body().path("data")) {
            QmetryEvent.SuiteAdded suite =
                    ProjectLookup.suite(state, call, mapping.path("tsId").asLong(0));
            long cycle = mapping.path("buildID").asLong(0);
            Set<Long> platforms = platforms(state, suite.id());
            Stream<Long> wanted = platforms.isEmpty()
                    ? Stream.of(call.project().platforms().get(0).id())
                    : platforms.stream();
            wanted.filter(platform ->
                            none(state, suite.id(), run -> run.platform() == platform && run.cycle() == cycle))
                    .forEach(platform -> addFilled(transaction, call, suite.id(), platform, cycle));
        }
        return Json.NODES.objectNode().put("success", "true");
    }

    private static boolean none(QmetryState state, long suite, Predicate<QmetryEvent.SuiteRunAdded> like) {
        return state.suiteRuns(suite).noneMatch(like);
    }

    private static void addFilled(Transaction transaction, Call call, long suite, long platform, long cycle) {
        QmetryState state = transaction.state();
        ProjectLookup.cycle(call.project(), cycle);
        long run = transaction.id();
        transaction.add(new QmetryEvent.SuiteRunAdded(run, suite, platform, cycle, false));
        state.suiteRuns(suite)
                .findFirst()
                .ifPresent(like -> state.runs(like.id())
                        .forEach(each -> transaction.add(new QmetryEvent.CaseLinked(
                                transaction.id(),
                                each.origin().link(),
                                run,
                                each.origin().testCase()))));
    }

    /** Adds platforms to a suite: a suite run on each, in each cycle of the suite. */
    static ObjectNode linkPlatforms(Transaction transaction, Call call) {
        QmetryState state = transaction.state();
        QmetryEvent.SuiteAdded suite = ProjectLookup.suite(state, call, call.number("qmTsId"));
        List<Long> wanted = Arrays.stream(call.required("qmPlatformId").split(","))
                .map(Call::parsed)
                .toList();
        Set<Long> cycles = state.suiteRuns(suite.id())
                .map(QmetryEvent.SuiteRunAdded::cycle)
                .collect(Collectors.toSet());
        Set<Long> before = platforms(state, suite.id());
        for (long platform : wanted) {
            if (call.project().platforms().stream().noneMatch(each -> each.id() == platform)) {
                throw QmetryRefusals.general();
            }
            if (!before.contains(platform)) {
                cycles.forEach(cycle -> addFilled(transaction, call, suite.id(), platform, cycle));
            }
        }
        before.addAll(wanted);
        ObjectNode answer = Json.NODES.objectNode().put("COUNT", 1);
        answer.setAll(Answers.success("TS.LINK_PLATFORM_SUCCESS", "Platform(s) linked successfully."));
        return answer.put("platformCount", before.size());
    }

    /** Adds test cases, by version, to a suite: a run of each in each of its suite runs. Existing runs stay. */
    static ObjectNode linkCases(Transaction transaction, Call call) {
        QmetryState state = transaction.state();
        QmetryEvent.SuiteAdded suite = ProjectLookup.suite(state, call, call.number("tsID"));
        List<QmetryEvent.CaseAdded> cases = call.numbers("tcvdIDs").stream()
                .map(version -> byVersion(state, call, version))
                .toList();
        ObjectNode data = Json.NODES.objectNode().put("COUNT", cases.size());
        ArrayNode details = data.putArray("tsRunDetail");
        state.suiteRuns(suite.id()).forEach(run -> link(transaction, run, cases, details));
        ObjectNode answer = Json.NODES.objectNode().put("COUNT", cases.size());
        answer.setAll(Answers.success("CO.LINK_ENTITY_SUCCESS", "Selected entities linked successfully."));
        answer.putArray("data").add(data);
        return answer;
    }

    private static void link(
            Transaction transaction,
            QmetryEvent.SuiteRunAdded run,
            List<QmetryEvent.CaseAdded> cases,
            ArrayNode details) {
        ArrayNode runs = details.addObject()
                .put("tsRunID", run.id())
                .put("platformID", run.platform())
                .putArray("tcRunDetail");
        Set<Long> there = transaction.state().runs(run.id()).stream()
                .map(each -> each.origin().testCase())
                .collect(Collectors.toSet());
        for (QmetryEvent.CaseAdded testCase : cases) {
            if (there.add(testCase.id())) {
                QmetryEvent.CaseLinked linked =
                        new QmetryEvent.CaseLinked(transaction.id(), transaction.id(), run.id(), testCase.id());
                transaction.add(linked);
                runs.addObject()
                        .put("tcrunID", linked.id())
                        .put("tctsID", linked.link())
                        .put("tcID", testCase.id());
            }
        }
    }

    private static QmetryEvent.CaseAdded byVersion(QmetryState state, Call call, long version) {
        return state.testCases(call.project())
                .filter(each -> each.version() == version && !each.archived())
                .findFirst()
                .orElseThrow(QmetryRefusals::notFound);
    }
}
