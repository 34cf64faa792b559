package io.gitlab.verdict.run;

import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.TrackerBlock;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tracker of a run.
 *
 * @param name value of the {@code tracker} setting, {@code sandbox} for the embedded tracker
 * @param chosen whether a setting chose it; false if it is the default
 * @param factory opens the tracker
 * @param settings the settings of the tracker's block
 */
record TrackerChoice(String name, boolean chosen, TrackerFactory factory, Map<String, String> settings) {
    private static final String SETTING = "tracker";

    /** @throws InvalidSettingException if the settings choose no tracker that exists, or several */
    static TrackerChoice of(VerdictSettings settings) {
        Map<String, TrackerFactory> trackers = new TreeMap<>(TrackerFactory.all());
        Optional<String> set = settings.text(SETTING);
        List<String> configured =
                trackers.keySet().stream().filter(settings::hasBlock).toList();
        if (set.isEmpty() && configured.size() > 1) {
            throw new InvalidSettingException("Several trackers are configured: " + String.join(", ", configured)
                    + ". Set <tracker> to one of them.");
        }
        String name = set.orElse(configured.isEmpty() ? EmbeddedTracker.NAME : configured.get(0));
        TrackerFactory factory = trackers.get(name.equals(EmbeddedTracker.NAME) ? EmbeddedTracker.DIALECT : name);
        if (factory == null) {
            List<String> known = new ArrayList<>(trackers.keySet());
            known.add(EmbeddedTracker.NAME);
            settings.choice(SETTING, name, known);
        }
        return new TrackerChoice(name, set.isPresent() || !configured.isEmpty(), factory, block(factory, settings));
    }

    /** The settings of that tracker's block. */
    static Map<String, String> block(TrackerFactory factory, VerdictSettings settings) {
        return new TrackerBlock(factory.name(), factory.settingNames(), factory.credentialNames()).read(settings);
    }

    /** Whether it is the embedded tracker. */
    boolean sandbox() {
        return name.equals(EmbeddedTracker.NAME);
    }

    /** The blocks that would configure a tracker, for messages. */
    static String blocks() {
        return TrackerFactory.all().keySet().stream()
                .sorted()
                .map(name -> "<" + name + ">")
                .collect(Collectors.joining(" or "));
    }
}
