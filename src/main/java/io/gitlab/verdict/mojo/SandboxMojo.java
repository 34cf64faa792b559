package io.gitlab.verdict.mojo;

import io.gitlab.verdict.run.FrontEnd;
import io.gitlab.verdict.run.SandboxCommand;
import io.gitlab.verdict.settings.DefaultSettings;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the embedded tracker with its web page until it is stopped with Ctrl-C. It serves the APIs of real trackers on this
 * machine only, and prints how to publish to it. Its state is in {@code .verdict/sandbox} of the top project, where
 * {@code publish} without a configured tracker also stores results.
 *
 * @since 1.0.0
 */
@Mojo(name = "sandbox", requiresProject = false, aggregator = true, threadSafe = true)
public final class SandboxMojo extends AbstractVerdictMojo {

    /**
     * The port to listen on; {@code 0} selects a free one.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.port", defaultValue = DefaultSettings.PORT)
    private String port;

    /**
     * Faults of the web service, separated by commas, to rehearse outages. If unset, there are none. Example:
     * {@code -Dverdict.faults=conflict=0.1,droppedAfter=0.05,replicaLag=8s,batchLimit=10}.
     * <p>
     * A fault has a rate from 0 to 1 ({@code conflict=0.1}), a duration ({@code replicaLag=8s}) or both
     * ({@code slow=0.05:3s}); without a rate it always occurs ({@code offlinePage}). The page, and the web service below
     * {@code audit/}, show what is really stored.
     * <ul>
     * <li>{@code replicaLag}: reads may not show writes that are younger than this duration (8 s)</li>
     * <li>{@code throttled}: HTTP 429, with this duration (2 s) as {@code Retry-After} in seconds, as a date, or without</li>
     * <li>{@code unavailable}: HTTP 503, not applied</li>
     * <li>{@code offlinePage}: HTTP 200 with an HTML page, not applied</li>
     * <li>{@code droppedBefore}: the connection is closed without an answer, not applied</li>
     * <li>{@code redirect}: HTTP 302 to another name of this machine, not applied</li>
     * <li>{@code readOnly}: HTTP 401 to writes, as for a read-only key</li>
     * <li>{@code noBatch}: HTTP 404 to batches</li>
     * <li>{@code batchLimit}: a batch with more than this number of entries (25) is refused as a whole</li>
     * <li>{@code poisoned}: a batch that contains this entry and others is refused as a whole; alone, the entry is
     * accepted; the rate is per entry</li>
     * <li>{@code conflict}: a write, a batch or one entry of it is refused with a concurrency conflict</li>
     * <li>{@code partialBatch}: a valid entry of a batch is refused; the rate is per entry</li>
     * <li>{@code stuck}: a result is stored without verdict, although the answer shows it; an update may repair it</li>
     * <li>{@code stuckForever}: a result never keeps a verdict; the rate is per result</li>
     * <li>{@code orphaned}: a result is stored without test case, although the answer shows it; an update may repair it</li>
     * <li>{@code wrongVerdict}: a result is stored with another verdict; an update may repair it</li>
     * <li>{@code losesLastPage}: the last page of a query is empty, although its results are counted</li>
     * <li>{@code droppedAfter}: applied, then the connection is closed without an answer</li>
     * <li>{@code badGatewayAfter}: applied, then HTTP 502</li>
     * <li>{@code truncated}: applied, but the answer is truncated</li>
     * <li>{@code slow}: the answer is delayed by this duration (30 s)</li>
     * <li>{@code writesUnavailable}: HTTP 503 to writes, with {@code Retry-After} of this duration (2 s) or without, not
     * applied; reads work; Rally only</li>
     * <li>{@code expiredKey}: HTTP 401, as when the password of the key's owner has expired</li>
     * </ul>
     * <p>
     * For QMetry, a result is a test case run, and a batch is a bulk update of several runs: {@code stuck},
     * {@code stuckForever} and {@code partialBatch} leave a run unchanged although the answer says success,
     * {@code poisoned} is per run, {@code readOnly} is HTTP 403, and {@code noBatch} and {@code orphaned} do nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.faults")
    private String faults;

    /**
     * Seed of the random {@code faults}: the same seed and the same sequence of requests give the same faults. If unset, a
     * random seed, which is logged. Example: {@code -Dverdict.faultSeed=42}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.faultSeed")
    private String faultSeed;

    @Override
    void run(FrontEnd frontEnd) throws IOException {
        new SandboxCommand(frontEnd).run();
    }
}
