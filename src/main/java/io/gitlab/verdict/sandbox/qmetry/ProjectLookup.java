package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Refusal;

/** Finds things of a project by id. */
final class ProjectLookup {
    private ProjectLookup() {}

    /** @throws Refusal if the call names no view, or an unknown one */
    static void view(Call call, String name) {
        long view = call.number("viewId");
        if (call.assumes(Assumption.VIEW_ID_IS_ENFORCED) && view != ProjectCalls.view(call.project(), name)) {
            throw QmetryRefusals.general();
        }
    }

    static QmetryEvent.SuiteAdded suite(QmetryState state, Call call, long id) {
        return state.suite(id)
                .filter(suite -> suite.project() == call.project().id())
                .orElseThrow(QmetryRefusals::notFound);
    }

    static QmetryEvent.SuiteRunAdded suiteRun(QmetryState state, Call call, long id) {
        return state.suiteRun(id)
                .filter(run -> state.projectOf(run).id() == call.project().id())
                .orElseThrow(QmetryRefusals::notFound);
    }

    static CaseRun run(QmetryState state, Call call, long id) {
        CaseRun run = state.run(id).orElseThrow(QmetryRefusals::notFound);
        suiteRun(state, call, run.origin().suiteRun());
        return run;
    }

    static SeedData.Release release(SeedData.Project project, long cycle) {
        return project.releases().stream()
                .filter(release -> release.cycles().stream().anyMatch(each -> each.id() == cycle))
                .findFirst()
                .orElseThrow(QmetryRefusals::notFound);
    }

    static SeedData.Cycle cycle(SeedData.Project project, long id) {
        return release(project, id).cycles().stream()
                .filter(cycle -> cycle.id() == id)
                .findFirst()
                .orElseThrow();
    }

    static SeedData.Platform platform(SeedData.Project project, long id) {
        return project.platforms().stream()
                .filter(platform -> platform.id() == id)
                .findFirst()
                .orElseThrow(QmetryRefusals::notFound);
    }
}
