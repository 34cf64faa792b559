package io.gitlab.verdict.sandbox.rally.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The types of the tracker and their attributes, from the table {@code schema.yaml} and the settings. */
public final class Schema {
    private static final Pattern ADDITION = Pattern.compile("\\s*(\\w+)\\.(\\w+)\\s*:\\s*(\\S.*)");

    private record Row(
            String extendsType, boolean isAbstract, boolean managed, String prefix, Map<String, String> attributes) {}

    private final Map<String, Type> types = new LinkedHashMap<>();

    private Schema(Map<String, Row> rows) {
        rows.keySet().forEach(name -> add(name, rows));
    }

    /**
     * @param additions more attributes, such as {@code TestCaseResult.c_Run: STRING max=64}
     * @throws IllegalArgumentException if an addition is invalid
     */
    public static Schema load(List<String> additions) {
        Map<String, Row> rows = new LinkedHashMap<>();
        table().forEach((name, row) -> rows.put(name, row(row)));
        additions.forEach(addition -> amend(rows, addition));
        return new Schema(rows);
    }

    private static Map<String, Map<String, Object>> table() {
        try (InputStream in = Schema.class.getResourceAsStream("schema.yaml")) {
            return new YAMLMapper().readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("The schema table of the sandbox cannot be read", e);
        }
    }

    private static Row row(Map<String, Object> row) {
        Map<String, String> attributes = new LinkedHashMap<>();
        ((Map<?, ?>) row.get("attributes")).forEach((name, spec) -> attributes.put((String) name, (String) spec));
        return new Row(
                (String) row.get("extends"),
                row.containsKey("abstract"),
                row.containsKey("managed"),
                (String) row.get("prefix"),
                attributes);
    }

    private static void amend(Map<String, Row> rows, String addition) {
        Matcher parts = ADDITION.matcher(addition);
        if (!parts.matches() || !rows.containsKey(parts.group(1))) {
            throw new IllegalArgumentException("Invalid attribute \"" + addition
                    + "\". Write it as Type.Name: KIND words, such as TestCaseResult.c_Run: STRING max=64.");
        }
        Attribute.parse(parts.group(1), parts.group(2), parts.group(3));
        rows.get(parts.group(1)).attributes().put(parts.group(2), parts.group(3));
    }

    private Type add(String name, Map<String, Row> rows) {
        if (types.containsKey(key(name))) {
            return types.get(key(name));
        }
        Row row = rows.get(name);
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        Set<String> ancestors = new LinkedHashSet<>(Set.of(name));
        if (row.extendsType() != null) {
            Type parent = add(row.extendsType(), rows);
            attributes.putAll(parent.attributes());
            ancestors.addAll(parent.ancestors());
        }
        row.attributes().forEach((key, spec) -> attributes.put(key(key), Attribute.parse(name, key, spec)));
        Type type = new Type(name, row.prefix(), row.isAbstract(), row.managed(), ancestors, attributes);
        types.put(key(name), type);
        return type;
    }

    /** The type with this name in any case; some clients use the plurals of User and Subscription. */
    public Optional<Type> find(String anyCase) {
        String key = key(anyCase);
        return Optional.ofNullable(types.get(
                key.equals("users") || key.equals("subscriptions") ? key.substring(0, key.length() - 1) : key));
    }

    /** The type with this name, which must exist. */
    public Type type(String name) {
        return types.get(key(name));
    }

    public Attribute attribute(String type, String name) {
        return type(type).attribute(name).orElseThrow();
    }

    public Collection<Type> types() {
        return types.values();
    }

    /** This type and its subtypes, without abstract ones. */
    public List<Type> concrete(String name) {
        return types.values().stream()
                .filter(type -> !type.isAbstract() && type.isA(name))
                .toList();
    }

    /** The attribute that a collection is the other side of. */
    public Attribute inverse(Attribute collection) {
        return attribute(collection.target(), collection.inverse());
    }

    /** TestCaseResult becomes "Test Case Result". */
    public static String spaced(String camelCase) {
        return camelCase.replaceFirst("^c_", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
