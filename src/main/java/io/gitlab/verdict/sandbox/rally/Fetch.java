package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The attributes that an answer shows. The same list applies to nested objects. Unknown names are ignored. */
record Fetch(boolean all, Set<String> names) {
    static final Fetch NOTHING = new Fetch(false, Set.of());
    static final Fetch EVERYTHING = new Fetch(true, Set.of());

    static Fetch parse(Optional<String> parameter, Fetch otherwise) {
        String text =
                parameter.map(value -> value.trim().toLowerCase(Locale.ROOT)).orElse("");
        return switch (text) {
            case "" -> otherwise;
            case "true" -> EVERYTHING;
            case "false" -> NOTHING;
            default -> names(text);
        };
    }

    private static Fetch names(String text) {
        Set<String> names = new HashSet<>();
        for (String name : text.replaceAll(":summary\\[[^\\]]*]", "").split("[,\\s]+")) {
            names.add(name);
        }
        return new Fetch(false, names);
    }

    boolean shows(Attribute attribute) {
        return all || names.contains(attribute.name().toLowerCase(Locale.ROOT));
    }

    /** The attributes of nested objects: "everything" applies to one level, a list to all levels. */
    Fetch nested() {
        return all ? NOTHING : this;
    }
}
