package io.gitlab.verdict.resolve.bytecode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An annotation in bytecode.
 *
 * @param type class name of the annotation type
 * @param members values as written (defaults are not in bytecode): String for any scalar (class: its simple name, enum:
 *     the constant's name), {@link AnnotationUse}, or List of these
 */
public record AnnotationUse(String type, Map<String, Object> members) {
    public AnnotationUse {
        members = members.size() > 1 ? Collections.unmodifiableMap(new LinkedHashMap<>(members)) : Map.copyOf(members);
    }

    /** The texts of a member; none if the annotation does not set it. */
    public List<String> texts(String member) {
        Object value = members.get(member);
        if (value == null) {
            return List.of();
        }
        if (value instanceof String text) {
            return List.of(text);
        }
        return flat(value)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** Annotations that are values of this annotation, such as the elements of a repeated annotation's container. */
    public List<AnnotationUse> nested() {
        List<AnnotationUse> nested = List.of();
        for (Object value : members.values()) {
            if (!(value instanceof String)) {
                nested = Stream.concat(
                                nested.stream(),
                                flat(value)
                                        .filter(AnnotationUse.class::isInstance)
                                        .map(AnnotationUse.class::cast))
                        .toList();
            }
        }
        return nested;
    }

    /** The type without package and enclosing class: {@code Tag}. */
    public String simpleName() {
        return TypeNames.simple(type);
    }

    private static Stream<?> flat(Object value) {
        return value instanceof List<?> list ? list.stream() : Stream.of(value);
    }
}
