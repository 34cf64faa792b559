package io.gitlab.verdict.mojo;

import io.gitlab.verdict.ci.CiEnvironment;
import io.gitlab.verdict.domain.DurationText;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.Deadline;
import io.gitlab.verdict.http.Secret;
import io.gitlab.verdict.http.SystemSleeper;
import io.gitlab.verdict.page.ConsoleSummary;
import io.gitlab.verdict.page.PublicationFiles;
import io.gitlab.verdict.page.PublicationSummary;
import io.gitlab.verdict.publish.PublishResults;
import io.gitlab.verdict.publish.ResolveTests;
import io.gitlab.verdict.publish.ResolvedRun;
import io.gitlab.verdict.publish.StaleReportsException;
import io.gitlab.verdict.publish.VerdictPolicy;
import io.gitlab.verdict.tracker.TrackerConnection;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.inject.Inject;
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
 * Bound to a phase it never fails the build for what it could not publish: it leaves judging to {@code check}, so that it
 * neither hides a test failure nor comes before one. Called directly ({@code mvn verdict:publish}) it fails when something
 * was not published. It may be repeated at any time: what is there is not written again.
 *
 * @since 1.0.0
 */
@Mojo(name = "publish", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class PublishMojo extends AbstractTestsMojo {

    /**
     * The text that identifies the build in the tracker. Without it {@code GitLab-} and the pipeline's id in GitLab CI,
     * else the project's version and {@code local}. Results of the same build, test case and date are the same result.
     * Example: {@code nightly-2026-11-21}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.build")
    private String build;

    /**
     * Id of the {@code <server>} in {@code settings.xml} whose password is the API key, encrypted or not. Without it, the
     * tracker's name. The environment variable {@code VERDICT_API_KEY} comes first.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.serverId")
    private String serverId;

    /**
     * The verdict of an execution that threw something other than an assertion error: {@code fail}, {@code error},
     * {@code blocked}, {@code inconclusive} or {@code pass}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.errorAs", defaultValue = "fail")
    private String errorAs;

    /**
     * The verdict of a test case all of whose executions were skipped, or {@code omit}: then nothing is published, and the
     * tracker goes on showing its last verdict.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.skippedAs", defaultValue = "omit")
    private String skippedAs;

    /**
     * The verdict of an execution that failed at first and passed when it was run again.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.flakyAs", defaultValue = "pass")
    private String flakyAs;

    /**
     * The verdict of a test case whose test method exists, but whose class died before it ran, so that no report tells of
     * it; or {@code omit}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.absentAs", defaultValue = "blocked")
    private String absentAs;

    /**
     * What follows, for a direct call, when something was not published: {@code fail} or {@code warn}. For a build,
     * {@code check} judges by the same setting.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.onUnpublished", defaultValue = "fail")
    private String onUnpublished;

    /**
     * How many results go into one request. Without it the tracker's own: 25 for Rally, which documents no limit.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.batchSize")
    private String batchSize;

    /**
     * How long one publication may take in all, waiting included: {@code 90s}, {@code 10m}, {@code 1h} or an ISO-8601
     * duration such as {@code PT10M}. What is not verified by then is told as unpublished.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.deadline", defaultValue = "10m")
    private String deadline;

    /**
     * Compares and tells what would be written, but writes nothing to the tracker.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.dryRun", defaultValue = "false")
    private boolean dryRun;

    private final Credentials credentials;

    @Inject
    PublishMojo(SettingsDecrypter decrypter, ProjectDependenciesResolver dependencies) {
        super(dependencies);
        this.credentials = new Credentials(decrypter);
    }

    @Override
    void run(Overrides overrides) throws MojoFailureException, IOException, StaleReportsException {
        TrackerChoice choice = choice(overrides);
        PublishResults.Request request = request(overrides, choice);
        String onIncomplete = overrides.choice("onUnpublished", onUnpublished, List.of("fail", "warn"));
        ResolveTests tests = tests(overrides, choice);
        Deadline budget = new Deadline(
                Clock.systemUTC(),
                new SystemSleeper(),
                DurationText.parse(
                        overrides.where("deadline"),
                        overrides.text("deadline", deadline).orElseThrow()));
        try (OpenTracker open = open(overrides, choice, budget)) {
            ResolvedRun run = read(tests, overrides);
            PublicationReport report = new PublishResults(request, open.tracker(), budget, getLog()::info).run(run);
            PublicationFiles.write(layout().output(), report);
            writeReviewQueue(run);
            tell(report, choice);
            if (gate().direct() && onIncomplete.equals("fail")) {
                new Judgement(PublicationSummary.of(report)).failIfIncomplete();
            }
        }
    }

    private PublishResults.Request request(Overrides overrides, TrackerChoice choice) {
        VerdictPolicy policy = new VerdictPolicy(
                verdict(overrides, "errorAs", errorAs),
                verdict(overrides, "skippedAs", skippedAs),
                verdict(overrides, "flakyAs", flakyAs),
                verdict(overrides, "absentAs", absentAs));
        String text = overrides
                .text("build", build)
                .or(() -> new CiEnvironment(System.getenv()).build())
                .orElseGet(() -> layout().version());
        return new PublishResults.Request(choice.name(), text, policy, overrides.flag("dryRun", dryRun));
    }

    /** A run that failed must not be left out: {@code omit} is for what was not run. */
    private static Optional<Verdict> verdict(Overrides overrides, String name, String pomValue) {
        boolean notRun = name.equals("skippedAs") || name.equals("absentAs");
        List<String> words = Stream.concat(
                        Arrays.stream(Verdict.values()).map(one -> one.text().toLowerCase(Locale.ROOT)),
                        notRun ? Stream.of("omit") : Stream.empty())
                .toList();
        return Verdict.ofText(overrides.choice(name, pomValue, words));
    }

    private OpenTracker open(Overrides overrides, TrackerChoice choice, Deadline budget) throws IOException {
        if (choice.sandbox()) {
            if (!choice.chosen()) {
                getLog().warn("No tracker is configured: results go to the embedded tracker, nothing leaves this"
                        + " machine. Add <rally> to the plugin's configuration to publish.");
            }
            return OpenTracker.embedded(
                    layout().top(), (settings, key) -> connection(overrides, settings, key, budget), choice);
        }
        Secret apiKey = credentials.apiKey(
                overrides.text("serverId", serverId).orElse(choice.name()),
                session().getSettings(),
                System.getenv());
        return OpenTracker.remote(choice.factory().open(connection(overrides, choice.settings(), apiKey, budget)));
    }

    private TrackerConnection connection(
            Overrides overrides, Map<String, String> settings, Secret apiKey, Deadline budget) {
        return new TrackerConnection(
                settings,
                apiKey,
                credentials.proxy(session().getSettings()),
                overrides.count("batchSize", batchSize).map(OptionalInt::of).orElse(OptionalInt.empty()),
                layout().top().resolve(".verdict").resolve("cache"),
                budget,
                new SecureRandom());
    }

    private void tell(PublicationReport report, TrackerChoice choice) {
        report.findings().forEach(this::log);
        ConsoleSummary.lines(report, layout().output()).forEach(getLog()::info);
        if (choice.sandbox()) {
            getLog().info("The embedded tracker stops with this goal; mvn verdict:sandbox shows what it holds.");
        }
    }
}
