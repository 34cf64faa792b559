package io.gitlab.verdict.mojo;

import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.evidence.EvidenceCollector;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.output.ConsoleSummary;
import io.gitlab.verdict.output.PublicationFiles;
import io.gitlab.verdict.output.PublicationSummary;
import io.gitlab.verdict.publish.PublishResults;
import io.gitlab.verdict.publish.ReplayOutbox;
import io.gitlab.verdict.publish.ResolveTests;
import io.gitlab.verdict.report.StaleReportsException;
import io.gitlab.verdict.settings.RequestLimits;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.tracker.Tracker;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Makes the tracker hold exactly one correct, verified result for each executed test case: reads the reports of all
 * modules, finds the test cases, compares with what the tracker holds, writes the difference and reads it back.
 * <p>
 * Bound to a phase it never fails the build for what it could not publish, be it for want of an API key or of a setting
 * that can work: it leaves judging to {@code check}, so that it neither hides a test failure nor comes before one. Called directly ({@code mvn verdict:publish}) it fails when something
 * was not published. It may be repeated at any time: what is there is not written again.
 * <p>
 * A reactor has one publication, when the last module has come to this goal; the configuration of the top project counts,
 * else that of the first module that has it. What a failure keeps from it, such as a failing unit test, is published when
 * the session ends, if the plugin is declared with {@code <extensions>true</extensions>} and the build was to come to this
 * goal; the build fails as it would have failed.
 *
 * @since 1.0.0
 */
@Mojo(name = "publish", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class PublishMojo extends AbstractRequestMojo {

    /**
     * Id of the {@code <server>} in {@code settings.xml} whose password is the API key, encrypted or not. Without it, the
     * tracker's name. The environment variable {@code VERDICT_API_KEY} comes first.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.serverId")
    private String serverId;

    /**
     * What follows, for a direct call, when something was not published: {@code fail} or {@code warn}. For a build,
     * {@code check} judges by the same setting.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.onUnpublished", defaultValue = "fail")
    private String onUnpublished;

    /**
     * What follows when there is no API key: {@code skip} tells so in one line, writes the account of what would have been
     * published, and lets the build go on, which {@code check} accepts; {@code fail} is an error. Without it, {@code skip}
     * in those GitLab jobs that are given no protected variables, of a merge request from a fork or of a ref that is not
     * protected, and {@code fail} everywhere else. Example: {@code skip} on developers' machines.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.onMissingCredentials")
    private String onMissingCredentials;

    /**
     * How many results go into one request. Without it the tracker's own: 25 for Rally, which documents no limit, and 20 for QMetry.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.batchSize")
    private String batchSize;

    /**
     * How many requests may be under way at once. Without it the tracker's own: for Rally 4, never more than 12, and one
     * after the other when the results belong to a test set, because those would conflict.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.maxConcurrency")
    private String maxConcurrency;

    /**
     * How many requests are sent in a minute at most, spread evenly. Without it there is no limit, but that of QMetry's
     * {@code writesPerMinute}. Example: {@code 120}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.requestsPerMinute")
    private String requestsPerMinute;

    /**
     * How many objects of the tracker a publication may create or change; one that would change more is refused before
     * the first is, and a dry run says so. What counts: each result, or each test case run whose status is set; each
     * attachment of those; with QMetry also each run that {@code linkMissing} creates, in all executions of the suite, and
     * the build that {@code createBuild} creates. Without it there is no limit. Example: {@code 500}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.maxWrites")
    private String maxWrites;

    /**
     * How long one publication may take in all, waiting included: {@code 90s}, {@code 10m}, {@code 1h} or an ISO-8601
     * duration such as {@code PT10M}. What is not verified by then is told as unpublished.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.deadline", defaultValue = "10m")
    private String deadline;

    /**
     * The directory in which a publication is kept until the tracker holds all of it, relative to the top project. Keep it
     * as a CI artifact or cache: {@code verdict:replay} finishes the work, on another machine, too.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.outbox", defaultValue = ".verdict/outbox")
    private String outbox;

    private final Credentials credentials;

    @Inject
    PublishMojo(SettingsDecrypter decrypter, ProjectDependenciesResolver dependencies) {
        super(dependencies);
        this.credentials = new Credentials(decrypter);
    }

    @Override
    void run(VerdictSettings overrides) throws MojoExecutionException, MojoFailureException, IOException {
        try {
            shown(() -> publish(overrides));
        } catch (MojoExecutionException | MojoFailureException | RuntimeException e) {
            if (gate().direct()) {
                throw e;
            }
            leaveToCheck(overrides, e);
        }
    }

    /** Bound to a phase it must not come before the verdict of Failsafe, which waits for the phase verify. */
    private void leaveToCheck(VerdictSettings overrides, Exception failure) throws IOException {
        getLog().debug(failure);
        String why = failure instanceof RuntimeException ? "verdict:publish failed: " + failure : failure.getMessage();
        PublicationReport report = PublicationReport.failed(
                trackerName(overrides),
                build(overrides),
                Clock.systemUTC().instant(),
                environment().run(),
                why);
        PublicationFiles.write(layout().output(), report);
        report.findings().forEach(this::log);
        getLog().info("Nothing was published, which verdict:check will judge.");
    }

    private Void publish(VerdictSettings overrides) throws MojoFailureException, IOException, StaleReportsException {
        TrackerChoice choice = choice(overrides);
        PublishResults.Request request = request(overrides, choice);
        String onIncomplete = overrides.choice("onUnpublished", onUnpublished, List.of("fail", "warn"));
        ResolveTests tests = tests(overrides, choice);
        if (gate().sessionEnded()) {
            if (!tests.anyFresh()) {
                getLog().info("Nothing is published: the build ended before any test ran.");
                return null;
            }
            getLog().info("The build ended before verdict:publish; the tests that ran are published now.");
        }
        TrackerOpener opener = TrackerOpener.of(
                overrides,
                session(),
                credentials,
                RequestLimits.of(overrides, batchSize, maxConcurrency, requestsPerMinute, maxWrites),
                deadline);
        try (Outbox open = new DirectoryOutbox(layout().top().resolve(overrides.required("outbox", outbox)))) {
            PublicationReport report = publish(overrides, opener, open, request, tests, choice);
            replayOthers(report, overrides, opener, open);
            if (gate().direct() && onIncomplete.equals("fail")) {
                new Completeness(PublicationSummary.of(report)).failIfIncomplete();
            }
        }
        return null;
    }

    private PublicationReport publish(
            VerdictSettings overrides,
            TrackerOpener opener,
            Outbox open,
            PublishResults.Request request,
            ResolveTests tests,
            TrackerChoice choice)
            throws IOException, StaleReportsException {
        if (!choice.chosen()) {
            getLog().warn("No tracker is configured: results go to the embedded tracker, nothing leaves this machine."
                    + " Add <rally> to the plugin's configuration to publish.");
        }
        String server = overrides.text("serverId", serverId).orElse(choice.name());
        try (Tracker tracker = opener.open(choice.name(), choice.settings(), server)) {
            EvidenceCollector evidence = evidence(overrides, apiKey(choice, server));
            ResolvedRun run = evidence.prepare(read(tests, overrides));
            return told(
                    new PublishResults(request, evidence, tracker, open, opener.deadline(), this::tell).run(run),
                    run,
                    choice);
        } catch (MissingCredentialsException missing) {
            String reason = MissingCredentialsRule.of(overrides, onMissingCredentials, environment())
                    .skip(missing);
            ResolvedRun run = evidence(overrides, Stream.empty()).prepare(read(tests, overrides));
            return told(PublishResults.skip(request, run, opener.deadline().now(), reason), run, choice);
        }
    }

    private Stream<String> apiKey(TrackerChoice choice, String server) {
        return choice.sandbox()
                ? Stream.empty()
                : Stream.of(credentials
                        .apiKey(server, session().getSettings(), System.getenv())
                        .reveal());
    }

    private PublicationReport told(PublicationReport report, ResolvedRun run, TrackerChoice choice) throws IOException {
        PublicationFiles.write(layout().output(), report);
        writeReviewQueue(run);
        tell(report, choice);
        return report;
    }

    /** An earlier run's rest goes out as soon as a run shows that the tracker is there; it fails nothing of this run. */
    private void replayOthers(PublicationReport report, VerdictSettings overrides, TrackerOpener opener, Outbox open) {
        if (report.dryRun()
                || report.skipped().isPresent()
                || report.results().isEmpty()
                || report.count(State.UNPUBLISHED) > 0) {
            return;
        }
        try {
            ReplayOutbox.Outcome outcome = new ReplayOutbox(open, opener.deadline(), this::tell)
                    .runPending(
                            report.tracker(),
                            entry -> open(opener, entry, overrides, overrides.text("serverId", serverId)));
            outcome.findings().forEach(this::log);
            outcome.publications().forEach(this::tellReplayed);
        } catch (IOException e) {
            getLog().warn("What an earlier run left in the outbox was not replayed: " + e.getMessage());
        }
    }

    private void tell(PublicationReport report, TrackerChoice choice) {
        report.findings().forEach(this::log);
        ConsoleSummary.lines(report, layout().output()).forEach(getLog()::info);
        if (choice.sandbox()) {
            getLog().info("The embedded tracker stops with this goal; mvn verdict:sandbox shows what it holds.");
        }
    }
}
