package io.gitlab.verdict.mojo;

import io.gitlab.verdict.run.CheckCommand;
import io.gitlab.verdict.run.FrontEnd;
import io.gitlab.verdict.run.RunFailedException;
import io.gitlab.verdict.settings.DefaultSettings;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Fails the build if the last publication is incomplete. Bound to a phase, it accepts only a publication of this build.
 *
 * @since 1.0.0
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class CheckMojo extends AbstractVerdictMojo {

    /**
     * What happens when tests resolve to no test case: {@code ignore}, {@code warn} or {@code fail}. Tests that the mapping file
     * marks with {@code none} are not meant.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.onUnresolved", defaultValue = DefaultSettings.ON_UNRESOLVED)
    private String onUnresolved;

    @Override
    void run(FrontEnd frontEnd) throws RunFailedException, IOException {
        new CheckCommand(frontEnd).run();
    }
}
