package io.gitlab.verdict.mojo;

import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** What the goals share that know a tracker. */
abstract class AbstractTrackerMojo extends AbstractVerdictMojo {

    /**
     * The tracker to use: {@code rally}, {@code qmetry} or {@code sandbox}. Without it, the one whose block is configured; without a
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
     * without it the results belong to no test set. The current one is that of today in the workspace's time zone; its test
     * set is the one that is named as {@code testSetName} says, else its only one.</li>
     * <li>{@code iteration}: name, ObjectID or ref of the iteration to take in place of the current one.</li>
     * <li>{@code createTestSet}: {@code true} makes the iteration's test set with the first publication when it is missing;
     * without it that is told, and nothing is published.</li>
     * <li>{@code testSetName}: name of an iteration's test set, with <code>{iteration}</code> for the iteration's;
     * <code>Sprint-{iteration}-Automated-Tests</code> without it.</li>
     * <li>{@code release}, {@code owner}: name of the release, and user name of the owner, of a test set that is made; of one
     * that is there {@code test-set} fills them in where they are empty. Without them they stay empty.</li>
     * <li>{@code testFolder}: name of a test folder, with <code>{iteration}</code>, that {@code test-set} makes and into which
     * it puts those of the iteration's test cases that are in no folder. Without it there is none.</li>
     * <li>{@code stateField}: a field of test cases that tells their state, such as {@code c_Lifecycle}; {@code doctor} warns
     * of those in one of the {@code archivedStates} ({@code Archived,Deprecated} without it). Without it, none is.</li>
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

    /**
     * The settings of QMetry Test Management. Each can be overridden, as {@code -Dverdict.qmetry.platform} or
     * {@code VERDICT_QMETRY_PLATFORM}:
     * <ul>
     * <li>{@code url}: root of the server; {@code https://testmanagement.qmetry.com} without it. Plain HTTP is accepted
     * on this machine only.</li>
     * <li>{@code project}: key, name or id; required. Ids in names are looked for by the key, if it is set and spelled as
     * QMetry does; by a name or id, those of every project are taken, and refused if they are of another.</li>
     * <li>{@code testSuite}: key ({@code ACME-TS-1}) or name; required. Here and below, the case of letters matters only
     * where names differ in nothing else.</li>
     * <li>{@code platform}: name of a platform, several with commas between them, or {@code all} for every platform of
     * the suite, unless one is called exactly so; without it, one execution of the suite must fit only.</li>
     * <li>{@code release}, {@code cycle}: names, to choose among the executions of a platform; without them, one must fit
     * only. The cycle {@code all} stands for every cycle, unless one is called exactly so; with the platform {@code all},
     * for every execution.</li>
     * <li>{@code build}: name of the build that executions are of. Without it, the publication's build, if
     * {@code createBuild} is set or the project demands a build; else executions are of no build. Where there is one, a run
     * that has its status from an earlier build is given it again.</li>
     * <li>{@code createBuild}: whether a missing build is created; {@code false} without it.</li>
     * <li>{@code linkMissing}: whether test cases that are not in the suite are linked to it; {@code false} without
     * it.</li>
     * <li>{@code overwrite}: whether a failure or block that a person gave in the same build is overwritten;
     * {@code false} without it. Where executions are of no build, all are of the same.</li>
     * <li>{@code passStatus}, {@code failStatus}, {@code errorStatus}, {@code blockedStatus},
     * {@code inconclusiveStatus}: names of the project's statuses; without them QMetry's own, Failed for an error, and
     * none for an inconclusive verdict.</li>
     * <li>{@code serverId}: id of the {@code <server>} in {@code settings.xml} with the user name and password that sign
     * executions, where the project demands it (21 CFR Part 11).</li>
     * <li>{@code writesPerMinute}: how many writes are sent in a minute at most; {@code 30} without it.</li>
     * <li>{@code replicaLag}: how long a write may stay invisible to reads, {@code 2s} without it.</li>
     * </ul>
     * Example: {@code <qmetry><project>ACME</project><testSuite>ACME-TS-1</testSuite></qmetry>}.
     *
     * @since 1.0.0
     */
    @Parameter
    private PlexusConfiguration qmetry;

    /** The tracker that the settings name. */
    final TrackerChoice choice(VerdictSettings overrides) {
        return TrackerChoice.of(overrides.text("tracker", tracker), this::block, trackers(), overrides);
    }

    /** Its name, for the account of a run whose settings may be what is wrong. */
    final String trackerName(VerdictSettings overrides) {
        try {
            return choice(overrides).name();
        } catch (InvalidSettingException e) {
            return overrides.text("tracker", tracker).orElse("unknown");
        }
    }

    private Optional<PlexusConfiguration> block(String name) {
        return switch (name) {
            case "rally" -> Optional.ofNullable(rally);
            case "qmetry" -> Optional.ofNullable(qmetry);
            default -> Optional.empty();
        };
    }

    /** Nor must a file say whose password goes out. */
    private static Map<String, String> withOwnSignature(Map<String, String> stored, Map<String, String> own) {
        Map<String, String> settings = new HashMap<>(stored);
        settings.remove(TrackerOpener.SIGNATURE);
        Optional.ofNullable(own.get(TrackerOpener.SIGNATURE))
                .ifPresent(id -> settings.put(TrackerOpener.SIGNATURE, id));
        return settings;
    }

    /**
     * Opens the tracker that an entry of the outbox is bound for, if this run's own settings lead to the same server: the
     * file may come from anywhere, and must not say where the API key goes. All else is as it was stored: today's
     * iteration, or another build's test set, is not the entry's.
     *
     * @param serverId id of the {@code <server>} with the API key; empty: the tracker's name
     * @throws InvalidSettingException if the entry is bound for another server
     */
    final Tracker open(TrackerOpener opener, OutboxEntry entry, VerdictSettings overrides, Optional<String> serverId)
            throws IOException {
        String name = entry.tracker();
        TrackerFactory factory = trackers().get(name);
        if (factory == null) {
            return opener.open(name, entry.trackerSettings(), name);
        }
        Map<String, String> own = TrackerBlock.read(name, factory, block(name).orElse(null), overrides);
        URI configured = factory.server(own);
        URI bound = factory.server(entry.trackerSettings());
        if (!configured.equals(bound)) {
            throw new InvalidSettingException("it is bound for " + bound + ", but the API key goes to the configured "
                    + configured + " alone. If " + bound + " is right, set -Dverdict." + name + ".url=" + bound + ".");
        }
        return opener.open(name, withOwnSignature(entry.trackerSettings(), own), serverId.orElse(name));
    }
}
