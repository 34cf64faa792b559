package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.evidence.EvidenceCollector;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.output.ConsoleSummary;
import io.gitlab.verdict.output.PublicationSummary;
import io.gitlab.verdict.publish.PublishResults;
import io.gitlab.verdict.publish.ReplayOutbox;
import io.gitlab.verdict.publish.ReplayReport;
import io.gitlab.verdict.report.StaleReportsException;
import io.gitlab.verdict.tracker.Tracker;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of one publication: read the tests, mask secrets, publish, write the files, replay the outbox. */
final class PublishFlow {
    private final FrontEnd frontEnd;
    private final Console console;
    private final TrackerChoice choice;
    private final PublishResults.Request request;
    private final String onUnpublished;
    private final ReadTests tests;
    private final EvidenceFactory evidence;

    /** @throws io.gitlab.verdict.settings.InvalidSettingException if a setting is invalid */
    PublishFlow(FrontEnd frontEnd) {
        this.frontEnd = frontEnd;
        this.console = frontEnd.console();
        this.choice = TrackerChoice.of(frontEnd.settings());
        this.request = new PublicationSettings(frontEnd).request(choice);
        this.onUnpublished = PublicationSettings.onUnpublished(frontEnd.settings());
        this.tests = new ReadTests(frontEnd, choice);
        this.evidence = new EvidenceFactory(frontEnd, tests.reports());
    }

    void run() throws RunFailedException, StaleReportsException, IOException {
        boolean atBuildEnd = frontEnd.invocation().trigger() == Invocation.Trigger.BUILD_END;
        if (atBuildEnd && !tests.anyFresh()) {
            console.progress("Nothing is published: the build ended before any test ran.");
            return;
        }
        TrackerOpener opener = TrackerOpener.of(frontEnd);
        Optional<String> skipped = MissingCredentialsRule.skipOutsideCi(opener, choice);
        if (skipped.isPresent()) {
            skipUnread(skipped.get(), opener);
            return;
        }
        if (atBuildEnd) {
            console.progress("The build ended before verdict:publish; the tests that ran are published now.");
        }
        try (Outbox outbox = Outboxes.open(frontEnd)) {
            PublicationReport report = publish(opener, outbox);
            replayOthers(report, opener, outbox);
            if (frontEnd.invocation().direct() && onUnpublished.equals("fail")) {
                Completeness.apply(
                        onUnpublished, new Completeness(PublicationSummary.of(report)).incomplete(), console);
            }
        }
    }

    private PublicationReport publish(TrackerOpener opener, Outbox outbox) throws IOException, StaleReportsException {
        if (!choice.chosen()) {
            console.finding(Finding.warning("No tracker is configured: results are published to the embedded tracker on"
                    + " this machine. To publish to a real one, add " + TrackerChoice.blocks()
                    + " to the configuration."));
        }
        OpenedTracker opened;
        try {
            opened = opener.reach(choice);
        } catch (MissingCredentialsException missing) {
            return skip(MissingCredentialsRule.of(frontEnd).skip(missing), opener);
        }
        try (Tracker tracker = opener.publishing(opened, choice.name())) {
            EvidenceCollector collector = evidence.collector(choice.sandbox() ? Stream.empty() : opened.secrets());
            ResolvedRun run = collector.prepare(read());
            PublicationReport report = new PublishResults(
                            request, collector, tracker, outbox, opener.deadline(), console::progress)
                    .run(run);
            return written(report, run);
        }
    }

    /** A developer's build: reading its reports would cost time and show findings that matter in CI only. */
    private void skipUnread(String reason, TrackerOpener opener) throws IOException {
        console.progress("verdict:publish is skipped: " + reason);
        new PublicationOutput(frontEnd)
                .write(PublicationReport.of(
                                choice.name(),
                                request.build(),
                                opener.deadline().now(),
                                request.ci())
                        .skipped(Optional.of(reason))
                        .build());
    }

    private ResolvedRun read() throws StaleReportsException {
        return tests.read()
                .with(new PublicationSettings(frontEnd).unnamedBuild().stream().toList());
    }

    private PublicationReport skip(String reason, TrackerOpener opener) throws IOException, StaleReportsException {
        ResolvedRun run = evidence.collector(Stream.empty()).prepare(read());
        return written(PublishResults.skip(request, run, opener.deadline().now(), reason), run);
    }

    private PublicationReport written(PublicationReport report, ResolvedRun run) throws IOException {
        try {
            new PublicationOutput(frontEnd).write(report);
            tests.writeReviewQueue(run);
        } catch (IOException e) {
            throw new IOException(
                    e.getMessage()
                            + " The tracker holds what the summary above states; only files about it are missing."
                            + " Make the directory writable, and publish again: nothing is written twice.",
                    e);
        } finally {
            show(report);
        }
        return report;
    }

    /** The only report of what was published if the files cannot be written. */
    private void show(PublicationReport report) {
        report.findings().forEach(console::finding);
        ConsoleSummary.lines(report, frontEnd.project().output()).forEach(console::progress);
        if (choice.sandbox()) {
            console.progress("The embedded tracker stops now. mvn verdict:sandbox shows what it holds.");
        }
    }

    /** A publication that arrived shows that the tracker is available. Failures here do not fail this publication. */
    private void replayOthers(PublicationReport report, TrackerOpener opener, Outbox outbox) {
        if (report.dryRun()
                || report.skipped().isPresent()
                || report.results().isEmpty()
                || report.count(State.UNPUBLISHED) > 0) {
            return;
        }
        try {
            ReplayReport outcome = new ReplayOutbox(outbox, opener.deadline(), console::progress)
                    .runDue(report.tracker(), opener::publishing);
            new ReplaySummary(console).show(outcome);
        } catch (IOException e) {
            console.finding(Finding.warning(
                    "Could not replay the publications of earlier builds in the outbox: " + e.getMessage()));
        }
    }
}
