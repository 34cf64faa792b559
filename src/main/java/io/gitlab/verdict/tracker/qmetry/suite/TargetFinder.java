package io.gitlab.verdict.tracker.qmetry.suite;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.List;

/** Finds the suite and its suite runs. An ambiguous setting is an error that lists the candidates. */
public final class TargetFinder {
    private final TestSuites suites;
    private final SuiteFinder suite;
    private final QMetrySettings settings;

    public TargetFinder(OpenApi api, QMetryProject project, QMetrySettings settings) {
        this.suites = new TestSuites(api, project);
        this.suite = new SuiteFinder(suites, project, settings.selection().testSuite());
        this.settings = settings;
    }

    public Target find() throws RefusedException, UnavailableException {
        Row found = suite.find();
        long id = found.id("tsID", "id");
        String key = found.text("entityKey");
        List<Row> suiteRuns = suites.suiteRuns(id);
        SuiteRunChoice choice = new SuiteRunChoice(settings.selection(), key, suiteRuns);
        return new Target(id, key, choice.chosen(), suiteRuns.size(), choice.everyPlatform(), choice.everyCycle());
    }
}
