package io.gitlab.verdict.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An attribute of a type, read from a line of the schema table. */
record Attribute(
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

    /** @param spec kind, target type of a reference, then words, as the head of the schema table explains */
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

    /** The name as people read it: TestCase is "Test Case". */
    String displayName() {
        return Schema.spaced(name);
    }

    /** As error texts name it: TestCaseResult.Test Case. */
    String label(Type of) {
        return of.name() + "." + displayName();
    }

    boolean custom() {
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
