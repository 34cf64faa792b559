package io.gitlab.verdict.mojo;

import io.gitlab.verdict.run.DoctorCommand;
import io.gitlab.verdict.run.FrontEnd;
import io.gitlab.verdict.run.RunFailedException;
import io.gitlab.verdict.settings.DefaultSettings;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Checks before the tests run whether their results can be published: settings, mapping file, server, TLS, proxy, credentials,
 * project and permissions, test set, verdicts, custom fields, mapped test cases, and the clock. Each finding states its remedy.
 * Changes nothing in the tracker.
 * <p>
 * Also writes {@code target/verdict/doctor.json}. Works without a project.
 *
 * @since 1.0.0
 */
@Mojo(name = "doctor", defaultPhase = LifecyclePhase.VALIDATE, requiresProject = false, threadSafe = true)
public final class DoctorMojo extends AbstractTrackerMojo {

    /**
     * What fails the build: {@code error} (results cannot be published), {@code warning} (results will be published, but
     * perhaps not as expected), or {@code never}. Example: {@code -Dverdict.doctor.failOn=warning}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.doctor.failOn", defaultValue = DefaultSettings.DOCTOR_FAIL_ON)
    private String doctorFailOn;

    /**
     * Maximum duration of the checks, such as {@code 20s} or {@code PT1M}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.doctor.deadline", defaultValue = DefaultSettings.DOCTOR_DEADLINE)
    private String doctorDeadline;

    @Override
    boolean early() {
        return true;
    }

    @Override
    void run(FrontEnd frontEnd) throws RunFailedException, IOException {
        new DoctorCommand(frontEnd).run();
    }
}
