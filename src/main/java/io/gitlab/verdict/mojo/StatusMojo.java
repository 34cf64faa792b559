package io.gitlab.verdict.mojo;

import io.gitlab.verdict.domain.StatusReport;
import io.gitlab.verdict.domain.StatusRule;
import io.gitlab.verdict.domain.VerifyingTests;
import io.gitlab.verdict.output.PublicationFiles;
import io.gitlab.verdict.output.PublicationSummary;
import io.gitlab.verdict.output.StatusFiles;
import io.gitlab.verdict.output.StatusTable;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.NamePatterns;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.status.ReportStatus;
import io.gitlab.verdict.status.StatusRequest;
import io.gitlab.verdict.tracker.ContainerRuns;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Tells the status of test cases over test sets (plans): Not Scheduled, Failed, Blocked, Scheduled or Passed. In one test
 * set the latest run counts; over several the most urgent, whenever it ran; archived ones do not count. Coverage both
 * ways: test cases that no test of the build proved, and tests that prove nothing there. Only reads, and works without a
 * POM.
 * <p>
 * Writes {@code target/verdict/status.html}, a page with a chart per test set, and {@code status.json}.
 *
 * @since 1.0.0
 */
@Mojo(name = "status", requiresProject = false, aggregator = true, threadSafe = true)
public final class StatusMojo extends AbstractServerMojo {

    /**
     * Test sets, or whatever the tracker groups runs under, by id or name; {@code *} stands for anything, commas between
     * several. Without it, all of the project that are not archived, and every test case of the project besides. Example:
     * {@code TS42,Sprint-*}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.status.testSets")
    private List<String> statusTestSets;

    /**
     * Whether a run that was not executed counts as one: if so, a test case that is planned in a test set without a result
     * is Scheduled there. If not, only executed runs count, and a test case that has none of those is still Scheduled.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.status.countUnexecuted", defaultValue = "true")
    private String statusCountUnexecuted;

    /**
     * The build that coverage is told for. Without it, that of {@code target/verdict/publication.json} if it is there, else
     * of each test set the one that ran last. Example: {@code GitLab-4711}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.build")
    private String build;

    @Inject
    StatusMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    void run(VerdictSettings overrides) throws MojoFailureException, MojoExecutionException, IOException {
        TrackerChoice choice = choice(overrides);
        StatusRequest request = request(overrides, choice);
        TrackerOpener opener = opener(overrides);
        try (OpenedTracker reach = reach(opener, choice, overrides);
                ContainerRuns tracker = reach.open((factory, connection) -> factory.openContainerRuns(connection)
                        .orElseThrow(() -> new InvalidSettingException(
                                "Verdict cannot tell the status in " + choice.name() + " in this version.")))) {
            StatusReport report =
                    new ReportStatus(request, tracker, opener.deadline().now(), getLog()::info).run();
            StatusFiles.write(layout().output(), report);
            report.findings().forEach(this::log);
            StatusTable.lines(report, layout().output()).forEach(getLog()::info);
        } catch (RefusedException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (UnavailableException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private StatusRequest request(VerdictSettings overrides, TrackerChoice choice) throws IOException {
        Path publication = layout().output().resolve(PublicationFiles.PUBLICATION_JSON);
        Optional<VerifyingTests> tests = Files.isRegularFile(publication)
                ? Optional.of(PublicationSummary.verifyingTests(publication))
                : Optional.empty();
        return new StatusRequest(
                choice.name(),
                new StatusRule(overrides.flag("status.countUnexecuted", statusCountUnexecuted)),
                new NamePatterns(overrides.list("status.testSets", statusTestSets)),
                overrides.text("build", build),
                tests);
    }
}
