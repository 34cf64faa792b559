package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.ProvingTests;
import io.gitlab.verdict.domain.StatusReport;
import io.gitlab.verdict.domain.StatusRule;
import io.gitlab.verdict.output.PublicationFiles;
import io.gitlab.verdict.output.PublicationSummary;
import io.gitlab.verdict.output.StatusFiles;
import io.gitlab.verdict.output.StatusTable;
import io.gitlab.verdict.settings.DefaultSettings;
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
import java.util.Optional;

/** Derives the status of test cases from the tracker's run containers. Only reads. */
public final class StatusCommand {
    private final FrontEnd frontEnd;

    public StatusCommand(FrontEnd frontEnd) {
        this.frontEnd = frontEnd;
    }

    /**
     * Reads the tracker and writes the report.
     *
     * @throws RefusedException if the tracker refuses to be read
     * @throws UnavailableException if the tracker does not answer
     */
    public void run() throws RefusedException, UnavailableException, IOException {
        TrackerChoice choice = TrackerChoice.of(frontEnd.settings());
        StatusRequest request = request(choice);
        TrackerOpener opener = TrackerOpener.of(frontEnd);
        Console console = frontEnd.console();
        Path output = frontEnd.project().output();
        try (OpenedTracker opened = opener.reach(choice);
                ContainerRuns tracker = opened.open((factory, connection) -> factory.openContainerRuns(connection)
                        .orElseThrow(() -> new InvalidSettingException("The tracker \"" + choice.name()
                                + "\" does not support verdict:status. Set <tracker> to another one.")))) {
            StatusReport report =
                    new ReportStatus(request, tracker, opener.deadline().now(), console::progress).run();
            StatusFiles.write(output, report);
            report.findings().forEach(console::finding);
            StatusTable.lines(report, output).forEach(console::progress);
        }
    }

    private StatusRequest request(TrackerChoice choice) throws IOException {
        VerdictSettings settings = frontEnd.settings();
        Path publication = frontEnd.project().output().resolve(PublicationFiles.PUBLICATION_JSON);
        Optional<ProvingTests> tests = Files.isRegularFile(publication)
                ? Optional.of(PublicationSummary.provingTests(publication))
                : Optional.empty();
        return new StatusRequest(
                choice.name(),
                new StatusRule(settings.flag("status.countUnexecuted", DefaultSettings.STATUS_COUNT_UNEXECUTED)),
                new NamePatterns(settings.list("status.testSets")),
                settings.text("build"),
                tests);
    }
}
