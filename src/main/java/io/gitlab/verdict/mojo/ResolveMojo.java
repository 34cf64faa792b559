package io.gitlab.verdict.mojo;

import io.gitlab.verdict.report.StaleReportsException;
import io.gitlab.verdict.run.FrontEnd;
import io.gitlab.verdict.run.ResolveCommand;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Shows which test resolves to which test case, by which rule, and which tests resolve to none. The latter are written to
 * {@code target/verdict/unresolved.yaml} in the format of the mapping file: fill in their IDs and append them. With {@code -X},
 * each rule that was tried is shown. Sends nothing to the tracker.
 *
 * @since 1.0.0
 */
@Mojo(name = "resolve", requiresProject = false, threadSafe = true)
public final class ResolveMojo extends AbstractTrackerMojo {

    @Override
    void run(FrontEnd frontEnd) throws StaleReportsException, IOException {
        new ResolveCommand(frontEnd).run();
    }
}
