package io.gitlab.verdict.mojo;

import io.gitlab.verdict.ci.CiEnvironment;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.sprint.PrepareSprint;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.SprintContainers;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Makes sure that the test set of a sprint exists and holds the test cases of its stories and defects. It is made once,
 * even when several pipelines start at the same time; test cases are added and none is ever taken out. The sprint is the
 * project's iteration of today in the workspace's time zone, or the one that {@code <rally><iteration>} names.
 * <p>
 * For a scheduled pipeline, {@code mvn verdict:test-set} needs no project.
 *
 * @since 1.0.0
 */
@Mojo(name = "test-set", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class TestSetMojo extends AbstractServerMojo {

    /**
     * Tells what would be made and added, and writes nothing to the tracker.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.dryRun", defaultValue = "false")
    private String dryRun;

    /**
     * What follows when there is no API key: {@code skip} says so and goes on, {@code fail} fails. Without it, {@code skip}
     * in those GitLab jobs that are given no protected variables, and {@code fail} everywhere else.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.onMissingCredentials")
    private String onMissingCredentials;

    @Inject
    TestSetMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    boolean early() {
        return true;
    }

    @Override
    void run(VerdictSettings overrides) throws MojoFailureException, IOException {
        TrackerChoice choice = choice(overrides);
        boolean dry = overrides.flag("dryRun", dryRun);
        TrackerOpener opener = opener(overrides);
        try (OpenedTracker reach = reach(opener, choice, overrides);
                SprintContainers sprint = containers(reach, choice)) {
            tell(new PrepareSprint(sprint, opener.deadline(), getLog()::info).run(dry), dry);
        } catch (MissingCredentialsException missing) {
            getLog().warn("The test set is not looked at: "
                    + MissingCredentialsRule.of(overrides, onMissingCredentials, new CiEnvironment(System.getenv()))
                            .skip(missing));
        } catch (RefusedException | UnavailableException e) {
            throw new MojoFailureException("The test set is not ready. " + e.getMessage(), e);
        }
    }

    private static SprintContainers containers(OpenedTracker reach, TrackerChoice choice) {
        Optional<SprintContainers> containers =
                reach.open((factory, connection) -> factory.openSprintContainers(connection));
        return containers.orElseThrow(() -> new InvalidSettingException(
                "The tracker \"" + choice.name() + "\" has no test sets. Set <tracker> to rally."));
    }

    private void tell(PrepareSprint.Outcome outcome, boolean dry) throws MojoFailureException {
        outcome.findings().forEach(this::log);
        outcome.plan()
                .containers()
                .forEach(container -> container
                        .url()
                        .ifPresent(url -> getLog().info("The " + container.title() + " holds " + container.held()
                                + " test cases: " + url)));
        if (!outcome.complete()) {
            throw new MojoFailureException("The test set is not ready: the lines above say what is missing. Mend that,"
                    + " and run mvn verdict:test-set again.");
        }
        if (dry) {
            getLog().info("Dry run: nothing was written.");
        }
    }
}
