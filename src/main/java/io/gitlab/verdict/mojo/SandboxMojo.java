package io.gitlab.verdict.mojo;

import io.gitlab.verdict.domain.InvalidSettingException;
import io.gitlab.verdict.sandbox.Sandbox;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the embedded tracker with its web page, until it is stopped with Ctrl-C. It speaks Rally's WSAPI v2.0 on this
 * machine only, and keeps its state in {@code .verdict/sandbox} of the top project, where {@code publish} without a
 * configured tracker writes, too.
 *
 * @since 1.0.0
 */
@Mojo(name = "sandbox", requiresProject = false, aggregator = true, threadSafe = true)
public final class SandboxMojo extends AbstractVerdictMojo {
    private static final int HIGHEST_PORT = 65_535;

    /**
     * The port to listen on; {@code 0} takes any that is free.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.port", defaultValue = "7357")
    private String port;

    @Override
    void run(Overrides overrides) throws IOException {
        try (Sandbox sandbox = EmbeddedTracker.start(layout().top(), port(overrides))) {
            getLog().info("The sandbox runs at " + sandbox.url() + " (state: " + EmbeddedTracker.state(layout().top())
                    + ").");
            getLog().info("Publish to it with <rally><url>" + sandbox.url() + "</url><workspace>"
                    + EmbeddedTracker.WORKSPACE + "</workspace><project>" + EmbeddedTracker.PROJECT
                    + "</project></rally> and VERDICT_API_KEY=" + EmbeddedTracker.API_KEY
                    + ". Stop it with Ctrl-C.");
            sandbox.awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int port(Overrides overrides) {
        String text = overrides.text("port", port).orElseThrow();
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > HIGHEST_PORT) {
            throw new InvalidSettingException(
                    overrides.where("port") + " is \"" + text + "\"; it can be a number from 0 to 65535.");
        }
        return Integer.parseInt(text);
    }
}
