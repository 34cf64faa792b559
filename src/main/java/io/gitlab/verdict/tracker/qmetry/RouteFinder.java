package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.List;

/** Finds the suite and its executions. What is not unique is an error that tells the candidates. */
final class RouteFinder {
    private final Suites suites;
    private final SuiteFinder suite;
    private final QMetrySettings settings;

    RouteFinder(OpenApi api, ProjectInfo project, QMetrySettings settings) {
        this.suites = new Suites(api, project);
        this.suite = new SuiteFinder(suites, project, settings.selection().testSuite());
        this.settings = settings;
    }

    Route find() throws RefusedException, UnavailableException {
        Row found = suite.find();
        long id = found.id("tsID", "id");
        String key = found.text("entityKey");
        List<Row> executions = suites.executions(id);
        ExecutionChoice choice = new ExecutionChoice(settings.selection(), key, executions);
        return new Route(id, key, choice.chosen(), executions.size(), choice.everyPlatform(), choice.everyCycle());
    }
}
