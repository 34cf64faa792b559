package io.gitlab.verdict.settings;

import io.gitlab.verdict.text.EditDistance;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * The one rule of precedence for all settings: the property {@code verdict.<name>}, then the environment variable
 * {@code VERDICT_<NAME>}, then the front end's own configuration. A blank value counts as unset.
 */
public final class VerdictSettings {
    public static final String PREFIX = "verdict.";
    private static final String VARIABLE_PREFIX = "VERDICT_";
    private static final Pattern DOT = Pattern.compile("\\.(.)");

    private final Properties properties;
    private final Map<String, String> environment;
    private final ConfiguredSettings configured;

    public VerdictSettings(Properties properties, Map<String, String> environment, ConfiguredSettings configured) {
        this.properties = properties;
        this.environment = environment;
        this.configured = configured;
    }

    /** The setting's value; empty if it is unset. */
    public Optional<String> text(String name) {
        return withConfigured(name, configured.values().get(name));
    }

    /** The setting's value, or that one if it is unset. */
    public String text(String name, String ifUnset) {
        return text(name).orElse(ifUnset);
    }

    /** Whether a property or an environment variable sets it. */
    public boolean overridden(String name) {
        return override(name).isPresent();
    }

    private Optional<String> withConfigured(String name, String value) {
        return override(name)
                .or(() -> Optional.ofNullable(value))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private Optional<String> override(String name) {
        return Optional.ofNullable(properties.getProperty(PREFIX + name))
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(environment.get(variable(name))))
                .filter(text -> !text.isBlank());
    }

    /** {@code rally.testSet} becomes {@code VERDICT_RALLY_TEST_SET}. */
    public static String variable(String name) {
        return VARIABLE_PREFIX
                + name.replace('.', '_')
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toUpperCase(Locale.ROOT);
    }

    /** A list; a property or variable separates its elements by commas. */
    public List<String> list(String name) {
        List<String> given = override(name)
                .map(text -> Arrays.asList(text.split(",")))
                .orElse(configured.lists().getOrDefault(name, List.of()));
        return given.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    /** @throws InvalidSettingException if the value is neither true nor false */
    public boolean flag(String name, String ifUnset) {
        String value = text(name, ifUnset);
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw invalid(name, "true or false", value);
        }
        return Boolean.parseBoolean(value);
    }

    /**
     * One of a few words, in any case.
     *
     * @throws InvalidSettingException if the value is another word
     */
    public String choice(String name, String ifUnset, List<String> words) {
        String value = text(name, ifUnset);
        return words.stream()
                .filter(value::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> invalid(name, alternatives(words), value));
    }

    /** @throws InvalidSettingException if the value is not a positive integer */
    public OptionalInt count(String name) {
        return text(name).map(value -> OptionalInt.of(parse(name, value))).orElse(OptionalInt.empty());
    }

    /** @throws InvalidSettingException if the value is not a positive integer */
    public int count(String name, String ifUnset) {
        return parse(name, text(name, ifUnset));
    }

    private int parse(String name, String value) {
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw invalid(name, "a positive integer", value);
        }
        return Integer.parseInt(value);
    }

    /** @throws InvalidSettingException if the value is not an address that a browser can open */
    public Optional<URI> webAddress(String name) {
        return text(name).map(value -> {
            if (!value.matches("(?i)https?://[^\\s<>\"]+")) {
                throw invalid(name, "an address that begins with https:// or http://", value);
            }
            try {
                return new URI(value);
            } catch (URISyntaxException e) {
                throw new InvalidSettingException(asWritten(name) + " is not an address: " + e.getMessage() + ".", e);
            }
        });
    }

    /**
     * A regular expression.
     *
     * @throws InvalidSettingException if the text is not one
     */
    public Pattern pattern(String name, String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new InvalidSettingException(
                    asWritten(name) + " must be a regular expression, but is \"" + regex + "\": " + e.getDescription()
                            + ".",
                    e);
        }
    }

    /** The error that a setting has a wrong value. */
    public InvalidSettingException invalid(String name, String expected, String value) {
        return new InvalidSettingException(asWritten(name) + " must be " + expected + ", but is \"" + value + "\".");
    }

    static String alternatives(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** The setting as the user wrote it, for messages. */
    public String asWritten(String name) {
        if (properties.containsKey(PREFIX + name)) {
            return "-D" + PREFIX + name;
        }
        return environment.containsKey(variable(name)) ? variable(name) : "<" + element(name) + ">";
    }

    /** {@code sweep.apply} is {@code <sweepApply>} in a POM. */
    private static String element(String name) {
        return DOT.matcher(name).replaceAll(dot -> dot.group(1).toUpperCase(Locale.ROOT));
    }

    /** Whether the configuration has a block of that tracker, or a property or variable sets one of its settings. */
    public boolean hasBlock(String tracker) {
        return configured.blocks().containsKey(tracker)
                || properties.stringPropertyNames().stream().anyMatch(name -> name.startsWith(PREFIX + tracker + "."))
                || environment.keySet().stream().anyMatch(name -> name.startsWith(variable(tracker) + "_"));
    }

    /** The settings of a tracker's block as configured, without properties and variables. */
    Map<String, String> configuredBlock(String tracker) {
        return configured.blocks().getOrDefault(tracker, Map.of());
    }

    /** A setting of a tracker's block. */
    Optional<String> ofBlock(String tracker, String name) {
        return withConfigured(tracker + "." + name, configuredBlock(tracker).get(name));
    }

    /** The nested settings of a tracker's block that properties set, such as {@code fields.c_Environment}. */
    List<String> nestedProperties(String tracker, String parent) {
        String block = PREFIX + tracker + ".";
        return properties.stringPropertyNames().stream()
                .filter(property -> property.startsWith(block + parent + "."))
                .map(property -> property.substring(block.length()))
                .toList();
    }

    /**
     * Rejects properties that are not settings, and credentials in properties.
     *
     * @param known names of all settings, those of trackers as {@code rally.workspace}
     * @param credentials names of the trackers' credentials
     */
    public void check(Set<String> known, Set<String> credentials) {
        for (String property : properties.stringPropertyNames()) {
            if (property.startsWith(PREFIX)) {
                check(property.substring(PREFIX.length()), known, credentials);
            }
        }
    }

    private static void check(String name, Set<String> known, Set<String> credentials) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (credentials.contains(last) && !known.contains(name)) {
            throw new ExposedCredentialException(
                    "-D" + PREFIX + name, last, "everyone who can see process lists or test reports");
        }
        boolean nested = known.stream().anyMatch(one -> one.endsWith("fields") && name.startsWith(one + "."));
        if (!known.contains(name) && !nested) {
            throw new InvalidSettingException("There is no setting -D" + PREFIX + name + "."
                    + closest(name, known)
                            .map(one -> " Did you mean -D" + PREFIX + one + "?")
                            .orElse(" mvn verdict:help -Ddetail lists all settings."));
        }
    }

    /**
     * Variables that look like settings but are not. They are not an error: a CI system may define them for other
     * purposes.
     *
     * @param credentials names of the trackers' credentials
     */
    public List<String> unknownVariables(Set<String> known, Set<String> credentials) {
        Set<String> variables = known.stream().map(VerdictSettings::variable).collect(Collectors.toSet());
        credentials.forEach(name -> variables.add(variable(name)));
        return environment.keySet().stream()
                .filter(name -> name.startsWith(VARIABLE_PREFIX) && !variables.contains(name))
                .sorted()
                .toList();
    }

    /** The known name that is most like a misspelled one. */
    public static Optional<String> closest(String name, Set<String> known) {
        String misspelled = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(one -> alike(one.toLowerCase(Locale.ROOT), misspelled))
                .min(Comparator.comparingInt(
                                (String one) -> EditDistance.between(one.toLowerCase(Locale.ROOT), misspelled))
                        .thenComparing(String::length)
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean alike(String known, String misspelled) {
        return known.contains(misspelled)
                || misspelled.startsWith(known)
                || EditDistance.between(known, misspelled) <= misspelled.length() / 3;
    }
}
