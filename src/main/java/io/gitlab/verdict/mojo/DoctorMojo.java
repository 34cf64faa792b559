package io.gitlab.verdict.mojo;

import io.gitlab.verdict.ci.CiEnvironment;
import io.gitlab.verdict.doctor.Checkup;
import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.domain.Check.Grade;
import io.gitlab.verdict.output.CheckupFiles;
import io.gitlab.verdict.settings.RequestLimits;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.tracker.Examination;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Finds out, before tests cost an hour, whether their results can be published: address, TLS, proxy, API key, user,
 * workspace, project and the rights in it, test set, allowed verdicts, custom fields, mapping file, the test cases that it
 * names, and the clock. Each finding comes with the one thing to do. It changes nothing in the tracker.
 * <p>
 * The table is also written to {@code target/verdict/doctor.json}. Works without a project, too.
 *
 * @since 1.0.0
 */
@Mojo(name = "doctor", defaultPhase = LifecyclePhase.VALIDATE, requiresProject = false, threadSafe = true)
public final class DoctorMojo extends AbstractTestsMojo {

    /**
     * What fails the build: an {@code error} (results will not be published), a {@code warning} (they will, but not as one
     * would expect), or {@code never} anything. Example: {@code -Dverdict.doctor.failOn=warning}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.doctor.failOn", defaultValue = "error")
    private String doctorFailOn;

    /**
     * Id of the {@code <server>} in {@code settings.xml} whose password is the API key, encrypted or not. Without it, the
     * tracker's name. The environment variable {@code VERDICT_API_KEY} comes first.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.serverId")
    private String serverId;

    /**
     * How long the doctor tries to reach the tracker, such as {@code 20s} or {@code PT1M}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.doctor.deadline", defaultValue = "30s")
    private String doctorDeadline;

    /**
     * What follows when there is no API key: {@code skip} says so and goes on, {@code fail} fails. Without it, {@code skip}
     * in those GitLab jobs that are given no protected variables, and {@code fail} everywhere else.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.onMissingCredentials")
    private String onMissingCredentials;

    private final Credentials credentials;

    @Inject
    DoctorMojo(SettingsDecrypter decrypter, ProjectDependenciesResolver dependencies) {
        super(dependencies);
        this.credentials = new Credentials(decrypter);
    }

    @Override
    boolean early() {
        return true;
    }

    @Override
    void run(VerdictSettings overrides) throws MojoFailureException, IOException {
        String failOn = overrides.choice("doctor.failOn", doctorFailOn, List.of("error", "warning", "never"));
        TrackerChoice choice = choice(overrides);
        TrackerOpener opener = TrackerOpener.of(
                overrides,
                session(),
                credentials,
                RequestLimits.of(overrides, null, null, null, null),
                "doctor.deadline",
                doctorDeadline);
        List<Check> checks = new ArrayList<>();
        if (!choice.chosen()) {
            checks.add(Check.warning(
                    "tracker",
                    "none is configured: results go to the embedded one, and nothing leaves this machine",
                    "Add <rally> or <qmetry> to the plugin's configuration."));
        }
        checks.addAll(examine(overrides, choice, opener));
        CheckupFiles.table(checks).forEach(getLog()::info);
        CheckupFiles.write(layout().output(), choice.name(), opener.deadline().now(), checks);
        judge(checks, failOn);
    }

    private List<Check> examine(VerdictSettings overrides, TrackerChoice choice, TrackerOpener opener)
            throws IOException {
        String server = overrides.text("serverId", serverId).orElse(choice.name());
        List<OpenedTracker> opened = new ArrayList<>();
        Checkup.Source<Optional<Examination>> tracker = () -> {
            try {
                opened.add(opener.reach(choice.name(), choice.settings(), server));
                return opened.get(0).open(TrackerFactory::openExamination);
            } catch (MissingCredentialsException missing) {
                getLog().warn("The tracker is not examined: "
                        + MissingCredentialsRule.of(overrides, onMissingCredentials, new CiEnvironment(System.getenv()))
                                .skip(missing));
                return Optional.empty();
            }
        };
        try {
            return new Checkup().run(() -> mapping(overrides), () -> pattern(overrides, choice), tracker);
        } finally {
            opened.forEach(OpenedTracker::close);
        }
    }

    private void judge(List<Check> checks, String failOn) throws MojoFailureException {
        Grade worst = Checkup.worst(checks);
        boolean fails =
                worst == Grade.ERROR && !failOn.equals("never") || worst == Grade.WARNING && failOn.equals("warning");
        if (fails) {
            throw new MojoFailureException(
                    "The doctor found something to mend, so that results can be published as they"
                            + " should. Do what the lines with -> say, or set -Dverdict.doctor.failOn=never to go on all the"
                            + " same.");
        }
    }
}
