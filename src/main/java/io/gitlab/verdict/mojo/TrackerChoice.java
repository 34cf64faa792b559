package io.gitlab.verdict.mojo;

import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The tracker of this run.
 *
 * @param name value of the {@code tracker} setting, {@code sandbox} for the embedded tracker
 * @param chosen whether a setting says so, rather than the lack of one
 * @param factory what opens it; the sandbox speaks Rally's language
 * @param settings the tracker's block
 */
record TrackerChoice(String name, boolean chosen, TrackerFactory factory, Map<String, String> settings) {
    static final String SANDBOX = "sandbox";
    static final String SPOKEN_BY_SANDBOX = "rally";

    static TrackerChoice of(
            Optional<String> set,
            Function<String, Optional<PlexusConfiguration>> blocks,
            Map<String, TrackerFactory> trackers,
            VerdictSettings overrides) {
        List<String> configured = trackers.keySet().stream()
                .filter(name -> blocks.apply(name).isPresent() || overrides.anyBelow(name))
                .sorted()
                .toList();
        if (set.isEmpty() && configured.size() > 1) {
            throw new InvalidSettingException("Several trackers are configured: " + String.join(", ", configured)
                    + ". Set <tracker> to one of them.");
        }
        String name = set.orElse(configured.isEmpty() ? SANDBOX : configured.get(0));
        String spoken = name.equals(SANDBOX) ? SPOKEN_BY_SANDBOX : name;
        TrackerFactory factory = trackers.get(spoken);
        if (factory == null) {
            TreeSet<String> known = new TreeSet<>(trackers.keySet());
            known.add(SANDBOX);
            throw new InvalidSettingException(
                    overrides.where("tracker") + " is \"" + name + "\"; it can be " + String.join(", ", known) + ".");
        }
        Map<String, String> settings =
                TrackerBlock.read(spoken, factory, blocks.apply(spoken).orElse(null), overrides);
        return new TrackerChoice(name, set.isPresent() || !configured.isEmpty(), factory, settings);
    }

    boolean sandbox() {
        return name.equals(SANDBOX);
    }
}
