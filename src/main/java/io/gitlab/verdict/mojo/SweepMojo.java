package io.gitlab.verdict.mojo;

import io.gitlab.verdict.run.FrontEnd;
import io.gitlab.verdict.run.RunFailedException;
import io.gitlab.verdict.run.SweepCommand;
import io.gitlab.verdict.settings.DefaultSettings;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Repairs stuck results. Results without verdict that are older than an age are completed as Blocked, with a note that states
 * the reason and the build. Orphaned results, which have no test case, are linked to it again if their notes or the outbox name
 * it. Meant for a schedule, such as every hour.
 * <p>
 * Each result is read again just before it is changed; a result that has a verdict by then is left unchanged. Each change is
 * read back. {@code target/verdict/sweep.json} lists each result and its outcome. Works without a POM.
 *
 * @since 1.0.0
 */
@Mojo(name = "sweep", requiresProject = false, aggregator = true, threadSafe = true)
public final class SweepMojo extends AbstractTrackerMojo {

    /**
     * {@code true} changes results, {@code false} only reports what would be changed. If unset, {@code true} if Maven runs in
     * batch mode ({@code -B}) and the JVM has no terminal, else {@code false}. {@code dryRun} has precedence. Example:
     * {@code -Dverdict.sweep.apply}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.sweep.apply")
    private String sweepApply;

    /**
     * Minimum age of a stuck result since it was stored, such as {@code 90m} or {@code 12h}. Must be longer than the longest
     * pipeline, so that results of running tests are not changed.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.sweep.age", defaultValue = DefaultSettings.SWEEP_AGE)
    private String sweepAge;

    /**
     * Verdicts that count as no verdict, because a later one is expected; separated by commas. If unset, only results
     * without any verdict, and those that the tracker's block states, are stuck. Example: {@code Not Run,In Progress}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.sweep.verdicts")
    private List<String> sweepVerdicts;

    /**
     * Builds whose results may be changed, separated by commas; {@code *} matches any characters. This or
     * {@code sweepTestSets} must be set before anything is changed; if both are set, both must match. Example:
     * {@code GitLab-*}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.sweep.builds")
    private List<String> sweepBuilds;

    /**
     * Test sets, or the tracker's other run containers, whose results may be changed, by ID or name; {@code *} matches any
     * characters. If unset, results in all test sets and in none. Example: {@code TS42,Sprint-*}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.sweep.testSets")
    private List<String> sweepTestSets;

    @Override
    void run(FrontEnd frontEnd) throws RunFailedException, IOException {
        new SweepCommand(frontEnd).run();
    }
}
