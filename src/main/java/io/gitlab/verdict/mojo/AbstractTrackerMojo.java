package io.gitlab.verdict.mojo;

import io.gitlab.verdict.domain.InvalidSettingException;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** What the goals share that know a tracker. */
abstract class AbstractTrackerMojo extends AbstractVerdictMojo {

    /**
     * The tracker to use: {@code rally} or {@code sandbox}. Without it, the one whose block is configured; without a
     * block, the embedded tracker {@code sandbox}, with a warning that nothing leaves the machine. Example:
     * {@code -Dverdict.tracker=sandbox} to try a configuration out.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.tracker")
    private String tracker;

    /**
     * The settings of Rally. Each can be overridden, as {@code -Dverdict.rally.testSet} or
     * {@code VERDICT_RALLY_TEST_SET}:
     * <ul>
     * <li>{@code url}: root of the server; {@code https://rally1.rallydev.com} without it. Plain HTTP is accepted on
     * this machine only.</li>
     * <li>{@code workspace}: name, ObjectID or ref; required.</li>
     * <li>{@code project}: name, ObjectID or ref; required.</li>
     * <li>{@code testSet}: FormattedID ({@code TS42}), name, or {@code iteration} for the one of the current iteration;
     * without it the results belong to no test set.</li>
     * <li>{@code tester}: user name of who is named as tester; the API key's owner without it.</li>
     * <li>{@code durationUnit}: {@code seconds} (without it) or {@code minutes}; Rally declares no unit.</li>
     * <li>{@code replicaLag}: how long a write may stay invisible to reads, {@code 8s} without it; results count as
     * published when they are read back after that time, which every publication that writes something waits once.</li>
     * <li>{@code archivedTestSets}: which test sets the {@code status} goal counts as archived, with commas between:
     * {@code iterationEnd} for those whose iteration has ended, and schedule states; {@code none} for none;
     * {@code iterationEnd,Accepted,Released} without it.</li>
     * <li>{@code fields}: custom fields of each result, such as
     * {@code <fields><c_Environment>staging</c_Environment></fields>}.</li>
     * </ul>
     * Example: {@code <rally><workspace>Acme</workspace><project>Shop</project><testSet>TS42</testSet></rally>}.
     *
     * @since 1.0.0
     */
    @Parameter
    private PlexusConfiguration rally;

    /** The tracker that the settings name. */
    final TrackerChoice choice(Overrides overrides) {
        return TrackerChoice.of(overrides.text("tracker", tracker), this::block, trackers(), overrides);
    }

    private Optional<PlexusConfiguration> block(String name) {
        return name.equals("rally") ? Optional.ofNullable(rally) : Optional.empty();
    }

    /**
     * Opens the tracker that an entry of the outbox is bound for, if this run's own settings lead to the same server: the
     * file may come from anywhere, and must not say where the API key goes. All else is as it was stored: today's
     * iteration, or another build's test set, is not the entry's.
     *
     * @param serverId id of the {@code <server>} with the API key; empty: the tracker's name
     * @throws InvalidSettingException if the entry is bound for another server
     */
    final Tracker open(TrackerOpener opener, OutboxEntry entry, Overrides overrides, Optional<String> serverId)
            throws IOException {
        String name = entry.tracker();
        TrackerFactory factory = trackers().get(name);
        if (factory == null) {
            return opener.open(name, entry.settings(), name);
        }
        Map<String, String> own = TrackerBlock.read(name, factory, block(name).orElse(null), overrides);
        URI configured = factory.server(own);
        URI bound = factory.server(entry.settings());
        if (!configured.equals(bound)) {
            throw new InvalidSettingException("it is bound for " + bound + ", but the API key goes to the configured "
                    + configured + " alone. If " + bound + " is right, set -Dverdict." + name + ".url=" + bound + ".");
        }
        return opener.open(name, entry.settings(), serverId.orElse(name));
    }
}
