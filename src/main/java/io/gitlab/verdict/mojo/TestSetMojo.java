package io.gitlab.verdict.mojo;

import io.gitlab.verdict.run.FrontEnd;
import io.gitlab.verdict.run.RunFailedException;
import io.gitlab.verdict.run.TestSetCommand;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Creates the test set of a sprint and fills it with the test cases of the sprint's stories and defects. The test set is
 * created once, even if several pipelines start at the same time. Test cases are added, never removed. The sprint is the one of
 * today, or the one that the tracker's block names.
 * <p>
 * Works without a project, for example in a scheduled pipeline: {@code mvn verdict:test-set}.
 *
 * @since 1.0.0
 */
@Mojo(name = "test-set", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class TestSetMojo extends AbstractTrackerMojo {

    @Override
    boolean early() {
        return true;
    }

    @Override
    void run(FrontEnd frontEnd) throws RunFailedException, IOException {
        new TestSetCommand(frontEnd).run();
    }
}
