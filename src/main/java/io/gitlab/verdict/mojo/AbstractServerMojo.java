package io.gitlab.verdict.mojo;

import io.gitlab.verdict.settings.RequestLimits;
import io.gitlab.verdict.settings.VerdictSettings;
import java.io.IOException;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/** What the goals share that go to the tracker without the tests of this build. */
abstract class AbstractServerMojo extends AbstractTrackerMojo {

    /**
     * How many requests are sent in a minute at most, spread evenly. Without it there is no limit, but that of QMetry's
     * {@code writesPerMinute}. Example: {@code 120}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.requestsPerMinute")
    private String requestsPerMinute;

    /**
     * How long the goal may take in all, waiting included, such as {@code 90s}, {@code 10m} or {@code PT1H}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.deadline", defaultValue = "10m")
    private String deadline;

    /**
     * Id of the {@code <server>} in {@code settings.xml} whose password is the API key, encrypted or not. Without it, the
     * tracker's name. The environment variable {@code VERDICT_API_KEY} comes first.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.serverId")
    private String serverId;

    private final Credentials credentials;

    AbstractServerMojo(SettingsDecrypter decrypter) {
        this.credentials = new Credentials(decrypter);
    }

    /** An opener whose budget begins now. */
    final TrackerOpener opener(VerdictSettings overrides) {
        return opener(overrides, null, null, null);
    }

    /** As above, with what the goal sets besides; null where it sets nothing. */
    final TrackerOpener opener(VerdictSettings overrides, String batchSize, String maxConcurrency, String maxWrites) {
        return TrackerOpener.of(
                overrides,
                session(),
                credentials,
                RequestLimits.of(overrides, batchSize, maxConcurrency, requestsPerMinute, maxWrites),
                deadline);
    }

    /** The tracker of the settings. */
    final OpenedTracker reach(TrackerOpener opener, TrackerChoice choice, VerdictSettings overrides)
            throws IOException {
        return opener.reach(
                choice.name(), choice.settings(), serverId(overrides).orElse(choice.name()));
    }

    /** Id of the {@code <server>} with the API key, if it is set. */
    final Optional<String> serverId(VerdictSettings overrides) {
        return overrides.text("serverId", serverId);
    }
}
