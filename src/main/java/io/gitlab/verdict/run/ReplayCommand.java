package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.output.PublicationFiles;
import io.gitlab.verdict.publish.DryReplay;
import io.gitlab.verdict.publish.ReplayOutbox;
import io.gitlab.verdict.publish.ReplayReport;
import io.gitlab.verdict.publish.ReplayedPublication;
import io.gitlab.verdict.settings.VerdictSettings;
import java.io.IOException;

/** Publishes what is in the outbox. */
public final class ReplayCommand {
    private final FrontEnd frontEnd;
    private final Console console;

    public ReplayCommand(FrontEnd frontEnd) {
        this.frontEnd = frontEnd;
        this.console = frontEnd.console();
    }

    /** @throws RunFailedException if publications remain in the outbox and the settings demand a failure */
    public void run() throws RunFailedException, IOException {
        VerdictSettings settings = frontEnd.settings();
        String onUnpublished = PublicationSettings.onUnpublished(settings);
        boolean dry = PublicationSettings.dryRun(settings);
        TrackerOpener opener = TrackerOpener.of(frontEnd);
        try (Outbox outbox = Outboxes.open(frontEnd)) {
            ReplayReport outcome = dry
                    ? new DryReplay(outbox, opener.deadline(), console::progress).run(opener::publishing)
                    : new ReplayOutbox(outbox, opener.deadline(), console::progress).run(opener::publishing);
            if (outcome.publications().isEmpty() && outcome.unreadable() == 0) {
                console.progress("The outbox is empty.");
            }
            new ReplaySummary(console).show(outcome);
            if (!dry) {
                outcome.publications().stream()
                        .filter(ReplayedPublication::complete)
                        .forEach(this::update);
            }
            if (dry) {
                console.progress("Dry run: nothing was written, and the outbox is unchanged.");
            } else {
                Completeness.apply(onUnpublished, rest(outcome), console);
            }
        }
    }

    private void update(ReplayedPublication replayed) {
        try {
            if (PublicationFiles.update(
                    frontEnd.project().output(), replayed.id(), replayed.results(), replayed.attachments())) {
                console.progress("The files in " + frontEnd.project().output() + " are up to date.");
            }
        } catch (IOException e) {
            console.finding(Finding.warning("The tracker holds the results of build " + replayed.build()
                    + ", but the files about them are not up to date: " + e.getMessage()));
        }
    }

    private static String rest(ReplayReport outcome) {
        return outcome.waiting() + outcome.unreadable() == 0
                ? ""
                : outcome.waiting() + " publications remain in the outbox, and " + outcome.unreadable()
                        + " entries cannot be read. The lines above state the reasons. Fix them and run mvn"
                        + " verdict:replay again.";
    }
}
