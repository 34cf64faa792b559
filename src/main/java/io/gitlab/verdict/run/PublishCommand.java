package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.report.StaleReportsException;
import io.gitlab.verdict.settings.InvalidSettingException;
import java.io.IOException;

/**
 * Publishes the results of a build, then what earlier builds left in the outbox. A direct call fails if the publication is
 * incomplete; as a step of a build it never fails, and leaves the decision to {@link CheckCommand}.
 */
public final class PublishCommand {
    private final FrontEnd frontEnd;

    public PublishCommand(FrontEnd frontEnd) {
        this.frontEnd = frontEnd;
    }

    /** @throws RunFailedException if a direct call leaves the publication incomplete */
    public void run() throws RunFailedException, StaleReportsException, IOException {
        try {
            new PublishFlow(frontEnd).run();
        } catch (RunFailedException | StaleReportsException | IOException | RuntimeException e) {
            if (frontEnd.invocation().direct()) {
                throw e;
            }
            record(e);
        }
    }

    /** A failing step of a build would hide a test failure that a later step reports. */
    private void record(Exception failure) {
        frontEnd.console().debug(failure);
        PublicationReport report = PublicationReport.failed(
                tracker(),
                new PublicationSettings(frontEnd).build(),
                frontEnd.clock().instant(),
                frontEnd.ci().run(),
                message(failure));
        report.findings().forEach(frontEnd.console()::finding);
        try {
            new PublicationOutput(frontEnd).write(report);
        } catch (IOException e) {
            frontEnd.console().finding(Finding.error(e.getMessage()));
        }
        frontEnd.console().progress("verdict:publish did not complete. verdict:check will fail the build or warn.");
    }

    private static String message(Exception failure) {
        if (failure instanceof IOException) {
            return "Could not read or write a file: " + failure.getMessage();
        }
        return failure instanceof RuntimeException && !(failure instanceof InvalidSettingException)
                ? "verdict:publish failed: " + failure
                : failure.getMessage();
    }

    private String tracker() {
        try {
            return TrackerChoice.of(frontEnd.settings()).name();
        } catch (InvalidSettingException e) {
            return frontEnd.settings().text("tracker", "unknown");
        }
    }
}
