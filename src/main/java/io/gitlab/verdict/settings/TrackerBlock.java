package io.gitlab.verdict.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of one tracker, such as {@code <rally><testSet>TS42</testSet></rally>}. Each can be overridden by a property
 * or an environment variable.
 *
 * @param tracker name of the tracker
 * @param known names of its settings
 * @param credentials names of its credentials, which must not be in the block
 */
public record TrackerBlock(String tracker, Set<String> known, Set<String> credentials) {
    private static final String FIELDS = "fields";

    /**
     * The settings by name, nested ones as {@code fields.c_Environment}; blank ones are left out.
     *
     * @throws InvalidSettingException if the block has an unknown setting or a credential
     */
    public Map<String, String> read(VerdictSettings settings) {
        Set<String> configured = settings.configuredBlock(tracker).keySet();
        configured.forEach(this::check);
        Set<String> names = new TreeSet<>(known);
        names.addAll(configured);
        names.addAll(settings.nestedProperties(tracker, FIELDS));
        Map<String, String> values = new LinkedHashMap<>();
        names.forEach(name -> settings.ofBlock(tracker, name).ifPresent(value -> values.put(name, value)));
        return values;
    }

    private void check(String name) {
        String first = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        if (credentials.contains(first) && !known.contains(first)) {
            throw new ExposedCredentialException(
                    "<" + tracker + "><" + first + ">", first, "everyone who can read the POM");
        }
        if (!known.contains(first)) {
            throw new InvalidSettingException("There is no setting <" + name + "> in <" + tracker
                    + ">. Its settings are: " + String.join(", ", new TreeSet<>(known)) + ".");
        }
    }
}
