package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.SweepReport;
import io.gitlab.verdict.domain.SweptResult.State;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.output.SweepFile;
import io.gitlab.verdict.output.SweepSummary;
import io.gitlab.verdict.settings.DefaultSettings;
import io.gitlab.verdict.settings.DurationText;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.NamePatterns;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.sweep.SweepRequest;
import io.gitlab.verdict.sweep.SweepResults;
import io.gitlab.verdict.tracker.StuckResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** Completes results without verdict as Blocked, and links orphaned results to their test cases. */
public final class SweepCommand {
    private final FrontEnd frontEnd;

    public SweepCommand(FrontEnd frontEnd) {
        this.frontEnd = frontEnd;
    }

    /** @throws RunFailedException if the sweep is incomplete */
    public void run() throws RunFailedException, IOException {
        TrackerChoice choice = TrackerChoice.of(frontEnd.settings());
        TrackerOpener opener = TrackerOpener.of(frontEnd);
        SweepRequest request = request(choice, opener.limits().maxWrites());
        Console console = frontEnd.console();
        Path output = frontEnd.project().output();
        try (Outbox outbox = Outboxes.open(frontEnd);
                OpenedTracker opened = opener.reach(choice);
                StuckResults tracker = opened.open((factory, connection) -> factory.openStuckResults(connection)
                        .orElseThrow(() -> new InvalidSettingException("The tracker \"" + choice.name()
                                + "\" does not support verdict:sweep. Set <tracker> to another one.")))) {
            SweepReport report = new SweepResults(
                            request,
                            tracker,
                            new SweepResults.Source(outbox, entry -> sameScope(entry, choice, tracker)),
                            opener.deadline(),
                            kept -> SweepFile.write(output, kept),
                            console::progress)
                    .run();
            report.findings().forEach(console::finding);
            SweepSummary.lines(report, output).forEach(console::progress);
            failIfIncomplete(report);
        }
    }

    private static boolean sameScope(OutboxEntry entry, TrackerChoice choice, StuckResults tracker) {
        return entry.tracker().equals(choice.name()) && (choice.sandbox() || tracker.sameScope(entry.settings()));
    }

    private SweepRequest request(TrackerChoice choice, OptionalInt maxWrites) {
        VerdictSettings settings = frontEnd.settings();
        NamePatterns builds = new NamePatterns(settings.list("sweep.builds"));
        NamePatterns testSets = new NamePatterns(settings.list("sweep.testSets"));
        boolean apply = new SweepMode(settings, frontEnd.invocation().unattended()).apply();
        if (apply && builds.any() && testSets.any()) {
            throw new InvalidSettingException("A sweep needs a filter before it changes anything, and none is set. Set"
                    + " -Dverdict.sweep.builds to the builds of your pipelines, such as GitLab-*, or"
                    + " -Dverdict.sweep.testSets. To list stuck results only, set -Dverdict.sweep.apply=false.");
        }
        return new SweepRequest(
                choice.name(),
                new PublicationSettings(frontEnd).build(),
                UUID.randomUUID().toString(),
                DurationText.parse(
                        settings.asWritten("sweep.age"), settings.text("sweep.age", DefaultSettings.SWEEP_AGE)),
                Set.copyOf(settings.list("sweep.verdicts")),
                builds,
                testSets,
                apply,
                maxWrites);
    }

    private static void failIfIncomplete(SweepReport report) throws RunFailedException {
        long failed = report.count(State.FAILED) + report.count(State.SENT);
        boolean errors = report.findings().stream().anyMatch(one -> one.severity() == Finding.Severity.ERROR);
        if (failed > 0 || !report.finished() || errors) {
            throw new RunFailedException("The sweep is incomplete: " + failed + " results could not be repaired"
                    + (report.finished() ? "" : ", and it ended early")
                    + ". The lines above and sweep.json state the reasons. Fix them and sweep again.");
        }
    }
}
