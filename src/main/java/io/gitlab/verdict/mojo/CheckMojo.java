package io.gitlab.verdict.mojo;

import io.gitlab.verdict.output.PublicationFiles;
import io.gitlab.verdict.output.PublicationSummary;
import io.gitlab.verdict.settings.VerdictSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Fails the build when the last publication is incomplete: {@code publish} tells what it could not publish, this goal
 * judges. Bound to a phase it accepts only a publication of this very build.
 *
 * @since 1.0.0
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class CheckMojo extends AbstractVerdictMojo {

    /**
     * What follows when something was not published: {@code fail} or {@code warn}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.onUnpublished", defaultValue = "fail")
    private String onUnpublished;

    /**
     * What follows when tests resolve to no test case: {@code ignore}, {@code warn} or {@code fail}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.onUnresolved", defaultValue = "warn")
    private String onUnresolved;

    @Override
    void run(VerdictSettings overrides) throws MojoFailureException, IOException {
        String unpublished = overrides.choice("onUnpublished", onUnpublished, List.of("fail", "warn"));
        String unresolved = overrides.choice("onUnresolved", onUnresolved, List.of("ignore", "warn", "fail"));
        PublicationSummary last = lastPublication();
        if (last.dryRun()) {
            getLog().info("The last publication was a dry run: nothing was written, and nothing is judged.");
        }
        last.skipped().ifPresent(reason -> tell("The last publication was skipped: " + reason));
        Completeness judgement = new Completeness(last);
        apply(unresolved, judgement.unresolved());
        apply(unpublished, judgement.incomplete());
    }

    private void apply(String policy, String message) throws MojoFailureException {
        if (message.isEmpty() || policy.equals("ignore")) {
            return;
        }
        if (policy.equals("fail")) {
            throw new MojoFailureException(message);
        }
        getLog().warn(message);
    }

    private PublicationSummary lastPublication() throws MojoFailureException, IOException {
        Path file = layout().output().resolve(PublicationFiles.PUBLICATION_JSON);
        if (!Files.isRegularFile(file)) {
            throw new MojoFailureException("Nothing was published: there is no " + file
                    + ". Bind the goal publish, too, or run" + " mvn verdict:publish before.");
        }
        PublicationSummary summary = PublicationSummary.read(file);
        if (!gate().direct() && summary.date().isBefore(session().getStartTime().toInstant())) {
            throw new MojoFailureException("This build published nothing: " + file + " is of " + summary.date()
                    + ". Bind the goal publish, too, in a phase before.");
        }
        return summary;
    }
}
