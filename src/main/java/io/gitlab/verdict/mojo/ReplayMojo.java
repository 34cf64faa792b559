package io.gitlab.verdict.mojo;

import io.gitlab.verdict.run.FrontEnd;
import io.gitlab.verdict.run.ReplayCommand;
import io.gitlab.verdict.run.RunFailedException;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Publishes what is in the outbox: publications that an outage, a deadline or the end of the process left incomplete. An
 * entry holds its build and dates, so neither reports nor a POM are needed, only the outbox, the credentials and, unless it is
 * the tracker's default, the server's {@code url}: credentials are sent to the configured server only, regardless of
 * the entry. Results that are in the tracker are not written again. What cannot be published stays in the outbox.
 *
 * @since 1.0.0
 */
@Mojo(name = "replay", requiresProject = false, aggregator = true, threadSafe = true)
public final class ReplayMojo extends AbstractTrackerMojo {

    @Override
    void run(FrontEnd frontEnd) throws RunFailedException, IOException {
        new ReplayCommand(frontEnd).run();
    }
}
