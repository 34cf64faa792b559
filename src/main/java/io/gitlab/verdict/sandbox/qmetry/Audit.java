package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.Reply;
import java.util.List;

/** What is really stored, for tests. */
final class Audit {
    private Audit() {}

    static Reply reply(List<StoredRun> runs) {
        return Answers.json(200, Json.MAPPER.valueToTree(runs));
    }

    static List<StoredRun> runs(State state) {
        return state.runs().stream().map(run -> stored(state, run)).toList();
    }

    private static StoredRun stored(State state, Run run) {
        Event.SuiteRunAdded suiteRun = state.suiteRun(run.origin().suiteRun()).orElseThrow();
        World.Project project = state.projectOf(suiteRun);
        return new StoredRun(
                project.key(),
                Suites.key(state, state.suite(suiteRun.suite()).orElseThrow()),
                Calls.platform(project, suiteRun.platform()).name(),
                Calls.cycle(project, suiteRun.cycle()).name(),
                suiteRun.id(),
                Cases.key(state, state.testCase(run.origin().testCase()).orElseThrow()),
                run.id(),
                state.status(run).name(),
                build(state, project, run),
                run.comment(),
                run.last() != null && run.last().automated(),
                run.writes().stream()
                        .map(write -> name(project, write.status()))
                        .toList(),
                state.attachments(run.id()).map(Event.Attached::name).toList());
    }

    static String build(State state, World.Project project, Run run) {
        Long id = run.last() == null ? null : run.last().build();
        return state.builds(project)
                .filter(build -> Long.valueOf(build.id()).equals(id))
                .map(World.Build::name)
                .findFirst()
                .orElse("");
    }

    private static String name(World.Project project, long status) {
        return project.statuses().stream()
                .filter(each -> each.id() == status)
                .findFirst()
                .orElseThrow()
                .name();
    }
}
