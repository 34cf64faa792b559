package io.gitlab.verdict.mojo;

import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** Reads a tracker's block: {@code <rally><testSet>TS42</testSet></rally>}, with the overrides of each setting. */
final class TrackerBlock {
    private TrackerBlock() {}

    /** The settings by name, nested ones as {@code fields.c_Environment}; blank ones are left out. */
    static Map<String, String> read(
            String tracker, TrackerFactory factory, PlexusConfiguration block, VerdictSettings overrides) {
        Map<String, String> inPom = inPom(block);
        check(tracker, inPom.keySet(), factory.settingNames());
        Map<String, String> settings = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>(factory.settingNames());
        names.addAll(inPom.keySet());
        names.addAll(overrides.below(tracker + ".fields"));
        for (String name : names) {
            overrides.text(tracker + "." + name, inPom.get(name)).ifPresent(value -> settings.put(name, value));
        }
        return settings;
    }

    private static void check(String tracker, Set<String> given, Set<String> known) {
        for (String name : given) {
            if (name.equals(VerdictSettings.CREDENTIAL)) {
                throw PomSettings.exposed("<" + tracker + "><apiKey>");
            }
            String first = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
            if (!known.contains(first)) {
                throw new InvalidSettingException("<" + tracker + "> has no setting <" + name + ">; it has "
                        + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    private static Map<String, String> inPom(PlexusConfiguration block) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (block != null) {
            for (PlexusConfiguration child : block.getChildren()) {
                for (PlexusConfiguration grandchild : child.getChildren()) {
                    settings.put(child.getName() + "." + grandchild.getName(), grandchild.getValue());
                }
                if (child.getChildCount() == 0) {
                    settings.put(child.getName(), child.getValue());
                }
            }
        }
        return settings;
    }
}
