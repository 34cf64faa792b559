package io.gitlab.verdict.sandbox.rally.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An attribute of a type, read from a line of the schema table. */
public record Attribute(
        String type,
        String name,
        Kind kind,
        String target,
        boolean required,
        boolean readOnly,
        boolean derived,
        boolean owner,
        int maxLength,
        String defaultValue,
        List<String> allowedValues,
        String inverse) {

    /** @param spec kind, target type of a reference, then words, as documented at the top of the schema table */
    static Attribute parse(String type, String name, String spec) {
        String[] halves = spec.trim().split("\\s+values=", 2);
        List<String> words = Arrays.asList(halves[0].split("\\s+"));
        Kind kind = Kind.valueOf(words.get(0));
        boolean refers = kind == Kind.OBJECT || kind == Kind.COLLECTION;
        return new Attribute(
                type,
                name,
                kind,
                refers ? words.get(1) : null,
                words.contains("required"),
                words.contains("readonly"),
                words.contains("derived"),
                words.contains("owner"),
                option(words, "max").map(Integer::parseInt).orElse(kind == Kind.TEXT ? 32768 : 256),
                option(words, "default").orElse(null),
                halves.length == 2 ? List.of(halves[1].split(";")) : List.of(),
                option(words, "inverse").orElse(null));
    }

    private static Optional<String> option(List<String> words, String key) {
        return words.stream()
                .filter(word -> word.startsWith(key + "="))
                .map(word -> word.substring(key.length() + 1))
                .findFirst();
    }

    /** The name with spaces: TestCase is "Test Case". */
    public String displayName() {
        return Schema.spaced(name);
    }

    /** The type of its values: that of the referenced objects, or the kind, such as {@code BinaryData}. */
    public String schemaType() {
        return target != null
                ? target
                : Pattern.compile("(?:^|_)(.)([A-Z]*)")
                        .matcher(kind.name())
                        .replaceAll(word -> word.group(1) + word.group(2).toLowerCase(Locale.ROOT));
    }

    /** The name in error texts: TestCaseResult.Test Case. */
    public String label(Type of) {
        return of.name() + "." + displayName();
    }

    public boolean custom() {
        return name.startsWith("c_");
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
