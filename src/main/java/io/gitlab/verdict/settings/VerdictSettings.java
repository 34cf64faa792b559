package io.gitlab.verdict.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one rule for all settings: {@code -Dverdict.<name>} comes before the environment's {@code VERDICT_<NAME>}, and that
 * before the POM. Maven itself would let the POM win.
 */
public final class VerdictSettings {
    public static final String PREFIX = "verdict.";
    public static final String CREDENTIAL = "apiKey";
    public static final String CREDENTIAL_VARIABLE = "VERDICT_API_KEY";
    private static final Pattern DOT = Pattern.compile("\\.(.)");

    private final Properties properties;
    private final Map<String, String> environment;

    public VerdictSettings(Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** The setting's value; empty when it is set nowhere, or blank. */
    public Optional<String> text(String name, String pomValue) {
        return override(name)
                .or(() -> Optional.ofNullable(pomValue))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private Optional<String> override(String name) {
        return Optional.ofNullable(properties.getProperty(PREFIX + name))
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(environment.get(variable(name))))
                .filter(text -> !text.isBlank());
    }

    /** Names, after {@code name} and a dot, of the properties below it; with the last part of it, as in a block. */
    public List<String> below(String name) {
        String start = PREFIX + name + ".";
        String kept = name.substring(name.lastIndexOf('.') + 1);
        return properties.stringPropertyNames().stream()
                .filter(property -> property.startsWith(start))
                .map(property -> kept + "." + property.substring(start.length()))
                .toList();
    }

    /** Whether any setting of that tracker's block is set outside of the POM. */
    public boolean anyBelow(String tracker) {
        return properties.stringPropertyNames().stream().anyMatch(name -> name.startsWith(PREFIX + tracker + "."))
                || environment.keySet().stream().anyMatch(name -> name.startsWith(variable(tracker) + "_"));
    }

    /** {@code rally.testSet} becomes {@code VERDICT_RALLY_TEST_SET}. */
    static String variable(String name) {
        return "VERDICT_"
                + name.replace('.', '_')
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toUpperCase(Locale.ROOT);
    }

    /** A list: elements in the POM, separated by commas elsewhere. */
    public List<String> list(String name, List<String> pomValue) {
        List<String> given = override(name)
                .map(text -> Arrays.asList(text.split(",")))
                .orElse(pomValue == null ? List.of() : pomValue);
        return given.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    /** @throws InvalidSettingException if the value is neither true nor false */
    public boolean flag(String name, String pomValue) {
        String value = text(name, pomValue).orElse("false");
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new InvalidSettingException(where(name) + " is \"" + value + "\"; it can be true or false.");
        }
        return Boolean.parseBoolean(value);
    }

    /** @throws InvalidSettingException if the value is blank everywhere */
    public String required(String name, String pomValue) {
        return text(name, pomValue)
                .orElseThrow(() ->
                        new InvalidSettingException(where(name) + " is empty. Leave it out, or give it a value."));
    }

    /** One of a few words, in any case. */
    public String choice(String name, String pomValue, List<String> words) {
        String value = required(name, pomValue);
        return words.stream()
                .filter(value::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new InvalidSettingException(
                        where(name) + " is \"" + value + "\"; it can be " + String.join(", ", words) + "."));
    }

    /** @throws InvalidSettingException if the value is not a whole number of at least one */
    public Optional<Integer> count(String name, String pomValue) {
        return text(name, pomValue).map(value -> {
            if (!value.matches("[1-9]\\d{0,8}")) {
                throw new InvalidSettingException(
                        where(name) + " is \"" + value + "\"; it can be a whole number from 1 on.");
            }
            return Integer.valueOf(value);
        });
    }

    /** @throws InvalidSettingException if the value is no address that a browser can follow */
    public Optional<URI> webAddress(String name, String pomValue) {
        return text(name, pomValue).map(value -> {
            if (!value.matches("(?i)https?://[^\\s<>\"]+")) {
                throw new InvalidSettingException(where(name) + " is \"" + value
                        + "\"; it can be an address that begins with https:// or http://.");
            }
            try {
                return new URI(value);
            } catch (URISyntaxException e) {
                throw new InvalidSettingException(where(name) + " is no address: " + e.getMessage() + ".", e);
            }
        });
    }

    /** The setting as the user wrote it, for messages. */
    public String where(String name) {
        if (properties.containsKey(PREFIX + name)) {
            return "-D" + PREFIX + name;
        }
        return environment.containsKey(variable(name)) ? variable(name) : "<" + element(name) + ">";
    }

    /** {@code sweep.apply} is {@code <sweepApply>} in the POM. */
    private static String element(String name) {
        return DOT.matcher(name).replaceAll(dot -> dot.group(1).toUpperCase(Locale.ROOT));
    }

    /**
     * Refuses what was set on the command line but nothing reads, and credentials there.
     *
     * @param known names of all settings, those of trackers as {@code rally.workspace}
     */
    public void check(Set<String> known) {
        for (String property : properties.stringPropertyNames()) {
            if (property.startsWith(PREFIX)) {
                check(property.substring(PREFIX.length()), known);
            }
        }
    }

    /** Variables that look like settings but are none; a CI environment may have them for other reasons. */
    public List<String> unknownVariables(Set<String> known) {
        Set<String> variables = known.stream().map(VerdictSettings::variable).collect(Collectors.toSet());
        return environment.keySet().stream()
                .filter(name -> name.startsWith("VERDICT_") && !name.equals(CREDENTIAL_VARIABLE))
                .filter(name -> !variables.contains(name))
                .sorted()
                .toList();
    }

    private static void check(String name, Set<String> known) {
        if (name.equals(CREDENTIAL) || name.endsWith("." + CREDENTIAL)) {
            throw new InvalidSettingException("-Dverdict." + name + " would show the API key in process lists and in"
                    + " every test report. Set the environment variable VERDICT_API_KEY, or a <server> in"
                    + " settings.xml, instead; and replace that key, it has been shown.");
        }
        boolean field = known.stream().anyMatch(one -> one.endsWith("fields") && name.startsWith(one + "."));
        if (!known.contains(name) && !field) {
            throw new InvalidSettingException("There is no setting -Dverdict." + name + "."
                    + closest(name, known)
                            .map(one -> " Do you mean -Dverdict." + one + "?")
                            .orElse(" mvn verdict:help -Ddetail lists them all."));
        }
    }

    public static Optional<String> closest(String name, Set<String> known) {
        return known.stream()
                .filter(one -> one.equalsIgnoreCase(name)
                        || one.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)))
                .sorted()
                .findFirst();
    }
}
