package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.report.StaleReportsException;
import java.io.IOException;
import java.nio.file.Path;

/** Shows which test resolves to which test case, and writes the tests that resolve to none. Asks no tracker. */
public final class ResolveCommand {
    private final FrontEnd frontEnd;

    public ResolveCommand(FrontEnd frontEnd) {
        this.frontEnd = frontEnd;
    }

    public void run() throws StaleReportsException, IOException {
        ReadTests tests = new ReadTests(frontEnd, TrackerChoice.of(frontEnd.settings()));
        ResolvedRun run = tests.read();
        run.resolutions().forEach(this::show);
        run.findings().forEach(frontEnd.console()::finding);
        Path reviewQueue = tests.writeReviewQueue(run);
        long resolved = run.resolutions().stream().filter(Resolution::resolved).count();
        long exempt = run.resolutions().stream().filter(Resolution::exempt).count();
        frontEnd.console()
                .progress(resolved + " of " + run.resolutions().size()
                        + " test executions resolve to a test case"
                        + (exempt == 0 ? "" : ", " + exempt + " have none on purpose") + ". Review queue: "
                        + reviewQueue);
    }

    private void show(Resolution resolution) {
        frontEnd.console().progress(resolution.execution().displayName() + ": " + outcome(resolution));
        resolution.nearMisses().forEach(miss -> frontEnd.console().progress("  near miss: " + miss.phrase()));
        for (RuleTrial trial : resolution.trials()) {
            frontEnd.console().debug("  " + trial.rule().text() + ": " + trial.finding());
        }
    }

    private static String outcome(Resolution resolution) {
        if (resolution.resolved()) {
            return String.join(", ", resolution.testCases()) + " by "
                    + resolution.rule().text()
                    + (resolution.unchecked() ? " (unchecked: the class file is missing)" : "");
        }
        if (resolution.exempt()) {
            return "no test case on purpose, by the mapping file";
        }
        return resolution.unresolved() ? "no test case" : "about the class, not a test";
    }
}
