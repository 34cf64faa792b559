package io.gitlab.verdict.mojo;

import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import java.io.IOException;
import java.security.SecureRandom;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the embedded tracker with its web page, until it is stopped with Ctrl-C. It speaks Rally's WSAPI v2.0 and
 * QMetry's REST service, on this machine only, and keeps its state in {@code .verdict/sandbox} of the top project, where
 * {@code publish} without a configured tracker writes, too.
 *
 * @since 1.0.0
 */
@Mojo(name = "sandbox", requiresProject = false, aggregator = true, threadSafe = true)
public final class SandboxMojo extends AbstractVerdictMojo {
    private static final int HIGHEST_PORT = 65_535;
    private static final int SEEDS = 1_000_000;

    /**
     * The port to listen on; {@code 0} takes any that is free.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.port", defaultValue = "7357")
    private String port;

    /**
     * What goes wrong with the web service, to rehearse an outage; without it nothing does. Several faults are separated
     * by commas. Example:
     * {@code -Dverdict.faults=conflict=0.1,droppedAfter=0.05,replicaLag=8s,batchLimit=10}.
     * <p>
     * Each fault has a rate from 0 to 1 ({@code conflict=0.1}), a time ({@code replicaLag=8s}) or both
     * ({@code slow=0.05:3s}); without a rate it always strikes ({@code offlinePage}). The page shows what is really
     * stored, and so does the web service below {@code audit/}.
     * <ul>
     * <li>{@code replicaLag}: reads do not see a write that is younger than up to this time (8 s)</li>
     * <li>{@code throttled}: HTTP 429, with this time (2 s) as {@code Retry-After} in seconds, as a date, or without</li>
     * <li>{@code unavailable}: HTTP 503, not applied</li>
     * <li>{@code offlinePage}: HTTP 200 with an HTML page, not applied</li>
     * <li>{@code droppedBefore}: the connection is closed without an answer, not applied</li>
     * <li>{@code redirect}: HTTP 302 to another name of this machine, not applied</li>
     * <li>{@code readOnly}: HTTP 401 to writes, as if the key may only read</li>
     * <li>{@code noBatch}: HTTP 404 to batches</li>
     * <li>{@code batchLimit}: a batch with more than this number of entries (25) is refused as a whole</li>
     * <li>{@code poisoned}: an entry that makes each batch with other entries be refused as a whole; alone it is
     * accepted; the rate is per entry</li>
     * <li>{@code conflict}: a write, a batch or one entry of it is refused with a concurrency conflict</li>
     * <li>{@code partialBatch}: an entry of a batch is refused although it is valid; the rate is per entry</li>
     * <li>{@code stuck}: a result is stored without verdict, though the answer shows it; an update may mend it</li>
     * <li>{@code stuckForever}: a result never keeps a verdict; the rate is per result</li>
     * <li>{@code orphaned}: a result is stored without test case, though the answer shows it; an update may mend it</li>
     * <li>{@code wrongVerdict}: a result is stored with another verdict; an update may mend it</li>
     * <li>{@code losesLastPage}: the last page of a query is empty, though its results are counted</li>
     * <li>{@code droppedAfter}: applied, then the connection is closed without an answer</li>
     * <li>{@code badGatewayAfter}: applied, then HTTP 502</li>
     * <li>{@code truncated}: applied, and the answer is cut in the middle</li>
     * <li>{@code slow}: the answer comes after this time (30 s)</li>
     * <li>{@code writesUnavailable}: HTTP 503 to writes, with {@code Retry-After} of this time (2 s) or without, not
     * applied; reads work; Rally's language only</li>
     * <li>{@code expiredKey}: HTTP 401, as when the password of the key's owner has expired</li>
     * </ul>
     * <p>
     * For QMetry a result is a test case run, and a batch is a bulk update of several: {@code stuck},
     * {@code stuckForever} and {@code partialBatch} leave a run as it was although the answer says success,
     * {@code poisoned} is per run, {@code readOnly} is HTTP 403, and {@code noBatch} and {@code orphaned} do nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.faults")
    private String faults;

    /**
     * The number that all {@code faults} are drawn by: the same seed and the same sequence of requests meet the same
     * faults. Without it a random one is drawn, and printed. Example: {@code -Dverdict.faultSeed=42}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.faultSeed")
    private String faultSeed;

    @Override
    void run(VerdictSettings overrides) throws IOException {
        try (Sandbox sandbox = EmbeddedTracker.start(layout().top(), port(overrides), faults(overrides))) {
            getLog().info("The sandbox runs at " + sandbox.url() + " (state: " + EmbeddedTracker.state(layout().top())
                    + ").");
            new SandboxWelcome(sandbox.url()).lines().forEach(getLog()::info);
            sandbox.awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Faults faults(VerdictSettings overrides) {
        String text = overrides.text("faults", faults).orElse("");
        long seed = seed(overrides);
        try {
            Faults parsed = Faults.parse(text, seed);
            if (!parsed.rates().isEmpty()) {
                getLog().warn("Faults strike: " + parsed.text() + ". The same again: -Dverdict.faultSeed=" + seed
                        + ". What is really stored is on the page.");
            }
            return parsed;
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(overrides.where("faults") + " cannot be read: " + e.getMessage(), e);
        }
    }

    private long seed(VerdictSettings overrides) {
        String text = overrides
                .text("faultSeed", faultSeed)
                .orElseGet(() -> String.valueOf(new SecureRandom().nextInt(SEEDS)));
        if (!text.matches("-?\\d{1,18}")) {
            throw new InvalidSettingException(
                    overrides.where("faultSeed") + " is \"" + text + "\"; it can be a whole number.");
        }
        return Long.parseLong(text);
    }

    private int port(VerdictSettings overrides) {
        String text = overrides.required("port", port);
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > HIGHEST_PORT) {
            throw new InvalidSettingException(
                    overrides.where("port") + " is \"" + text + "\"; it can be a number from 0 to 65535.");
        }
        return Integer.parseInt(text);
    }
}
