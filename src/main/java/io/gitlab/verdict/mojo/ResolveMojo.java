package io.gitlab.verdict.mojo;

import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.report.StaleReportsException;
import io.gitlab.verdict.resolve.ReviewQueue;
import io.gitlab.verdict.settings.VerdictSettings;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.ProjectDependenciesResolver;

/**
 * Shows, without asking the tracker, which test resolves to which test case by which rule, and why others resolve to none.
 * Those are written to {@code target/verdict/unresolved.yaml} in the mapping file's own format: fill in their ids and
 * append it. With {@code -X} every rule that was tried is shown.
 *
 * @since 1.0.0
 */
@Mojo(name = "resolve", requiresProject = false, threadSafe = true)
public final class ResolveMojo extends AbstractTestsMojo {

    @Inject
    ResolveMojo(ProjectDependenciesResolver dependencies) {
        super(dependencies);
    }

    @Override
    void run(VerdictSettings overrides) throws IOException, StaleReportsException {
        ResolvedRun run = read(tests(overrides, choice(overrides)), overrides);
        run.resolutions().forEach(this::show);
        run.findings().forEach(this::log);
        writeReviewQueue(run);
        long resolved = run.resolutions().stream().filter(Resolution::resolved).count();
        getLog().info(resolved + " of " + run.resolutions().size()
                + " test executions resolve to a test case. Review queue: "
                + layout().output().resolve(ReviewQueue.UNRESOLVED_YAML));
    }

    private void show(Resolution resolution) {
        String ids = resolution.resolved()
                ? String.join(", ", resolution.testCases()) + " by "
                        + resolution.rule().text()
                : resolution.unresolved() ? "no test case" : "tells of the class, not of a test";
        getLog().info(resolution.execution().displayName() + ": " + ids);
        for (RuleTrial trial : resolution.trials()) {
            getLog().debug("  " + trial.rule().text() + ": " + trial.finding());
        }
    }
}
