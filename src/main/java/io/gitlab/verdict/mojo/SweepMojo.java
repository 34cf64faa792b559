package io.gitlab.verdict.mojo;

import io.gitlab.verdict.ci.CiEnvironment;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.SweepReport;
import io.gitlab.verdict.domain.SweptResult.State;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.output.SweepFile;
import io.gitlab.verdict.output.SweepSummary;
import io.gitlab.verdict.settings.DurationText;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.NamePatterns;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.sweep.SweepRequest;
import io.gitlab.verdict.sweep.SweepResults;
import io.gitlab.verdict.tracker.StuckResults;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Finds stuck executions, which have had no verdict for longer than an age, and completes them as Blocked with a note that
 * says why and by which build; finds orphans, which have no test case, and gives them back to theirs when their notes or
 * the outbox tell it. For a schedule, such as every hour.
 * <p>
 * Each execution is read again just before it is changed, and one that got its verdict meanwhile is left as it is; each
 * change is read back. {@code target/verdict/sweep.json} tells of each what became of it. Works without a POM.
 *
 * @since 1.0.0
 */
@Mojo(name = "sweep", requiresProject = false, aggregator = true, threadSafe = true)
public final class SweepMojo extends AbstractServerMojo {

    /**
     * Whether to change anything; else the goal tells what it would change. Without it, a person at a terminal gets the dry
     * run, and a schedule acts: the goal acts when Maven runs in batch mode ({@code -B}) and the JVM has no terminal.
     * Example: {@code -Dverdict.sweep.apply} to act, {@code -Dverdict.sweep.apply=false} not to. Nothing is changed where
     * {@code dryRun} is set.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.sweep.apply")
    private String sweepApply;

    /**
     * {@code true} tells what would be changed and changes nothing, whatever {@code sweepApply} says. {@code false} on the
     * command line or as environment variable says to act, where {@code sweepApply} does not say otherwise; in a POM it
     * says nothing to this goal. Without it, {@code sweepApply} decides. Example: {@code -Dverdict.dryRun}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.dryRun")
    private String dryRun;

    /**
     * For how long an execution must have waited since it was stored, such as {@code 90m} or {@code 12h}. Longer than the
     * longest pipeline, so that nothing is taken for stuck that is still running. A run in QMetry has waited since it got
     * its status, or else since its execution began, in both cases counted from when that day is over in every time zone.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.sweep.age", defaultValue = "4h")
    private String sweepAge;

    /**
     * Verdicts that count as none, because tests are still to give the real one; commas between several. Without it,
     * executions without any verdict alone are stuck, and in QMetry the runs of automated suites that are Not Run. Example:
     * {@code Not Run,In Progress}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.sweep.verdicts")
    private List<String> sweepVerdicts;

    /**
     * Builds whose executions may be changed; {@code *} stands for anything, commas between several. This or
     * {@code sweepTestSets} must be set for anything to be changed; with both, both must fit. Example: {@code GitLab-*}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.sweep.builds")
    private List<String> sweepBuilds;

    /**
     * Test sets, or whatever the tracker groups runs under, whose executions may be changed, by id or name; {@code *} stands
     * for anything. Without it, all, and those in none. Example: {@code TS42,Sprint-*}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.sweep.testSets")
    private List<String> sweepTestSets;

    /**
     * The text that identifies the build that sweeps, for the notes. Without it {@code GitLab-} and the pipeline's id in
     * GitLab CI, else the project's version and {@code local}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.build")
    private String build;

    /**
     * The directory of the outbox, relative to the top project: it may know the test case of an orphan, and results that
     * wait there are left to {@code replay}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.outbox", defaultValue = ".verdict/outbox")
    private String outbox;

    /**
     * How many executions a sweep may change; one that would change more is refused before the first is, with their number,
     * and a dry run says so. Without it there is no limit. Example: {@code 200}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.maxWrites")
    private String maxWrites;

    @Inject
    SweepMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    void run(VerdictSettings overrides) throws MojoFailureException, IOException {
        TrackerChoice choice = choice(overrides);
        TrackerOpener opener = opener(overrides, null, null, maxWrites);
        SweepRequest request = request(overrides, choice, opener.traffic().maxWrites());
        try (Outbox open = new DirectoryOutbox(layout().top().resolve(overrides.required("outbox", outbox)));
                OpenedTracker reach = reach(opener, choice, overrides);
                StuckResults tracker = reach.open((factory, connection) -> factory.openStuckResults(connection)
                        .orElseThrow(() -> new InvalidSettingException(
                                "Verdict cannot sweep " + choice.name() + " in this version.")))) {
            SweepReport report = new SweepResults(
                            request,
                            tracker,
                            new SweepResults.Source(open, entry -> bound(entry, choice, tracker)),
                            opener.deadline(),
                            kept -> SweepFile.write(layout().output(), kept),
                            getLog()::info)
                    .run();
            report.findings().forEach(this::log);
            SweepSummary.lines(report, layout().output()).forEach(getLog()::info);
            judge(report);
        }
    }

    private static boolean bound(OutboxEntry entry, TrackerChoice choice, StuckResults tracker) {
        return entry.tracker().equals(choice.name()) && (choice.sandbox() || tracker.sameScope(entry.settings()));
    }

    private SweepRequest request(VerdictSettings overrides, TrackerChoice choice, OptionalInt most) {
        NamePatterns builds = new NamePatterns(overrides.list("sweep.builds", sweepBuilds));
        NamePatterns testSets = new NamePatterns(overrides.list("sweep.testSets", sweepTestSets));
        InteractiveSession attendance =
                new InteractiveSession(session().getRequest().isInteractiveMode(), System.console());
        boolean apply = new SweepSwitch(overrides, attendance).on(dryRun, sweepApply);
        if (apply && builds.any() && testSets.any()) {
            throw new InvalidSettingException("A sweep changes only what a filter allows, and none is set. Set"
                    + " -Dverdict.sweep.builds to the builds of your pipelines, such as GitLab-*, or"
                    + " -Dverdict.sweep.testSets; -Dverdict.sweep.apply=false only tells what is stuck.");
        }
        return new SweepRequest(
                choice.name(),
                overrides
                        .text("build", build)
                        .or(() -> new CiEnvironment(System.getenv()).build())
                        .orElseGet(() -> layout().version()),
                UUID.randomUUID().toString(),
                DurationText.parse(overrides.where("sweep.age"), overrides.required("sweep.age", sweepAge)),
                Set.copyOf(overrides.list("sweep.verdicts", sweepVerdicts)),
                builds,
                testSets,
                apply,
                most);
    }

    private static void judge(SweepReport report) throws MojoFailureException {
        long failed = report.count(State.FAILED) + report.count(State.SENT);
        boolean broken = report.findings().stream().anyMatch(one -> one.severity() == Finding.Severity.ERROR);
        if (failed > 0 || !report.finished() || broken) {
            throw new MojoFailureException("The sweep is incomplete: " + failed + " executions could not be repaired"
                    + (report.finished() ? "" : ", and it did not come to its end")
                    + ". The lines above and sweep.json say why; mend that, and sweep again.");
        }
    }
}
