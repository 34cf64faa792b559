package io.gitlab.verdict.mojo;

import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxFactory;
import io.gitlab.verdict.publish.DryReplay;
import io.gitlab.verdict.publish.ReplayOutbox;
import io.gitlab.verdict.publish.ReplayReport;
import io.gitlab.verdict.settings.VerdictSettings;
import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Publishes what waits in the outbox: publications that an outage, a deadline or the end of the process left incomplete.
 * Each knows its build and dates, so this needs neither reports nor a POM, only the outbox, the API key and, unless it is
 * the tracker's usual one, the server: the outbox may come from another machine, and must not say where the key goes. What is there is not written again, and what still cannot be published stays.
 *
 * @since 1.0.0
 */
@Mojo(name = "replay", requiresProject = false, aggregator = true, threadSafe = true)
public final class ReplayMojo extends AbstractServerMojo {

    /**
     * The directory that holds the publications, relative to the top project.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.outbox", defaultValue = ".verdict/outbox")
    private String outbox;

    /**
     * What follows when something still could not be published: {@code fail} or {@code warn}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.onUnpublished", defaultValue = "fail")
    private String onUnpublished;

    /**
     * How many results go into one request. Without it the tracker's own: 25 for Rally, 20 for QMetry.
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
     * Tells what waits and what of it would be published, and writes nothing: neither to the tracker nor in the outbox, where
     * damaged files stay in their place, too. Nothing fails then. Without it, what waits is published. Example:
     * {@code -Dverdict.dryRun}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.dryRun", defaultValue = "false")
    private String dryRun;

    @Inject
    ReplayMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    void run(VerdictSettings overrides) throws MojoFailureException, IOException {
        String onIncomplete = overrides.choice("onUnpublished", onUnpublished, List.of("fail", "warn"));
        boolean dry = overrides.flag("dryRun", dryRun);
        TrackerOpener opener = opener(overrides, batchSize, maxConcurrency, maxWrites);
        try (Outbox open = OutboxFactory.open(overrides.required("outbox", outbox), layout().top())) {
            ReplayOutbox.Opener tracker = entry -> open(opener, entry, overrides, serverId(overrides));
            ReplayReport outcome = dry
                    ? new DryReplay(open, opener.deadline(), this::tell).run(tracker)
                    : new ReplayOutbox(open, opener.deadline(), this::tell).run(tracker);
            outcome.findings().forEach(this::log);
            if (outcome.publications().isEmpty() && outcome.unreadable() == 0) {
                getLog().info("Nothing waits in the outbox.");
            }
            outcome.publications().forEach(this::tellReplayed);
            if (dry) {
                getLog().info("Dry run: nothing was written, and the outbox is as it was.");
            } else {
                judge(outcome, onIncomplete);
            }
        }
    }

    private void judge(ReplayReport outcome, String onIncomplete) throws MojoFailureException {
        if (outcome.waiting() + outcome.unreadable() == 0) {
            return;
        }
        String message = outcome.waiting() + " publications still wait in the outbox, and "
                + outcome.unreadable() + " entries cannot be read. The lines above say why; mend that and run mvn"
                + " verdict:replay again.";
        if (onIncomplete.equals("fail")) {
            throw new MojoFailureException(message);
        }
        getLog().warn(message);
    }
}
