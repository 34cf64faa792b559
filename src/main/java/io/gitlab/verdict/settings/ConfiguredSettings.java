package io.gitlab.verdict.settings;

import java.util.List;
import java.util.Map;

/**
 * The settings of a front end's own configuration, such as the plugin's {@code <configuration>} in a POM.
 *
 * @param values single values by setting
 * @param lists lists by setting
 * @param blocks trackers' blocks by tracker: values by setting, nested ones as {@code fields.c_Environment}
 */
public record ConfiguredSettings(
        Map<String, String> values, Map<String, List<String>> lists, Map<String, Map<String, String>> blocks) {

    public static final ConfiguredSettings NONE = new ConfiguredSettings(Map.of(), Map.of(), Map.of());

    public ConfiguredSettings {
        values = Map.copyOf(values);
        lists = Map.copyOf(lists);
        blocks = Map.copyOf(blocks);
    }
}
