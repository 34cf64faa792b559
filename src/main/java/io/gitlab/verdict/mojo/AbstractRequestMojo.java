package io.gitlab.verdict.mojo;

import io.gitlab.verdict.ci.CiEnvironment;
import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.publish.PublishResults;
import io.gitlab.verdict.publish.VerdictPolicy;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.ProjectDependenciesResolver;

/** What a goal that publishes knows of the build it publishes, and of what its outcomes mean. */
abstract class AbstractRequestMojo extends AbstractEvidenceMojo {

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
     * What tells this run from others of the same build, for the notes of its results. Without it, in GitLab CI the values
     * of {@code parallel:matrix}, or the job's number among its equals such as {@code 2/4}; else there is none. Example:
     * {@code firefox}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.variant")
    private String variant;

    /**
     * Where people see this build, for the notes of its results. Without it, in GitLab CI there are links to the job, its
     * pipeline, commit and merge request all the same; elsewhere there is none. Example:
     * {@code https://jenkins.acme.example/job/shop/42/}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.buildUrl")
    private String buildUrl;

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
     * Compares and tells what would be written, but writes nothing to the tracker.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.dryRun", defaultValue = "false")
    private String dryRun;

    AbstractRequestMojo(ProjectDependenciesResolver dependencies) {
        super(dependencies);
    }

    /** @throws InvalidSettingException if a setting has a value that it cannot have */
    final PublishResults.Request request(VerdictSettings overrides, TrackerChoice choice) {
        VerdictPolicy policy = new VerdictPolicy(
                verdict(overrides, "errorAs", errorAs),
                verdict(overrides, "skippedAs", skippedAs),
                verdict(overrides, "flakyAs", flakyAs),
                verdict(overrides, "absentAs", absentAs));
        return new PublishResults.Request(
                choice.name(),
                choice.settings(),
                build(overrides),
                policy,
                job(overrides, build(overrides)),
                notes(overrides),
                overrides.flag("dryRun", dryRun));
    }

    /** The text that identifies the build. */
    final String build(VerdictSettings overrides) {
        return overrides.text("build", build).or(environment()::build).orElseGet(() -> layout().version());
    }

    private CiRun job(VerdictSettings overrides, String text) {
        CiEnvironment ci = environment();
        CiRun job =
                overrides.text("variant", variant).map(ci.run()::withVariant).orElseGet(ci::run);
        return overrides
                .webAddress("buildUrl", buildUrl)
                .map(url -> job.withLink(new CiRun.Link("build", text, url)))
                .orElse(job);
    }

    /** What GitLab's variables say of this job. */
    static CiEnvironment environment() {
        return new CiEnvironment(System.getenv());
    }

    /** A run that failed must not be left out: {@code omit} is for what was not run. */
    private static Optional<Verdict> verdict(VerdictSettings overrides, String name, String pomValue) {
        boolean notRun = name.equals("skippedAs") || name.equals("absentAs");
        List<String> words = Stream.concat(
                        Arrays.stream(Verdict.values()).map(one -> one.text().toLowerCase(Locale.ROOT)),
                        notRun ? Stream.of("omit") : Stream.empty())
                .toList();
        return Verdict.ofText(overrides.choice(name, pomValue, words));
    }
}
