package io.gitlab.verdict.sandbox.qmetry;

/** What calls have in common: ids that must be the project's own. */
final class Calls {
    private Calls() {}

    /** A view must be named, and may have to be the project's own. */
    static void view(Call call, String name) {
        long view = call.number("viewId");
        if (call.assumes(Assumption.VIEW_ID_IS_ENFORCED) && view != ProjectInfo.view(call.project(), name)) {
            throw Refusal.general();
        }
    }

    static Event.SuiteAdded suite(State state, Call call, long id) {
        return state.suite(id)
                .filter(suite -> suite.project() == call.project().id())
                .orElseThrow(Refusal::notFound);
    }

    static Event.SuiteRunAdded suiteRun(State state, Call call, long id) {
        return state.suiteRun(id)
                .filter(run -> state.projectOf(run).id() == call.project().id())
                .orElseThrow(Refusal::notFound);
    }

    static Run run(State state, Call call, long id) {
        Run run = state.run(id).orElseThrow(Refusal::notFound);
        suiteRun(state, call, run.origin().suiteRun());
        return run;
    }

    static World.Release release(World.Project project, long cycle) {
        return project.releases().stream()
                .filter(release -> release.cycles().stream().anyMatch(each -> each.id() == cycle))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    static World.Cycle cycle(World.Project project, long id) {
        return release(project, id).cycles().stream()
                .filter(cycle -> cycle.id() == id)
                .findFirst()
                .orElseThrow();
    }

    static World.Platform platform(World.Project project, long id) {
        return project.platforms().stream()
                .filter(platform -> platform.id() == id)
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }
}
