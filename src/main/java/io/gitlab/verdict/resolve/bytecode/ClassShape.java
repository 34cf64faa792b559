package io.gitlab.verdict.resolve.bytecode;

import java.util.List;

/**
 * A class as in bytecode. Names are class names with dots and, for nested classes, {@code $}.
 *
 * @param name its name
 * @param superName its superclass; empty for Object
 * @param interfaces its direct interfaces
 * @param outer the enclosing class; empty if there is none
 * @param members the classes nested in it
 * @param annotations its annotations, visible at run time or not
 * @param methods the methods it declares
 */
public record ClassShape(
        String name,
        String superName,
        List<String> interfaces,
        String outer,
        List<String> members,
        List<AnnotationUse> annotations,
        List<MethodShape> methods) {
    public ClassShape {
        interfaces = List.copyOf(interfaces);
        members = List.copyOf(members);
        annotations = List.copyOf(annotations);
        methods = List.copyOf(methods);
    }

    /** By name only, because classes are looked up for every execution. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Whether reports may use this name for it: class name, simple name or {@code @DisplayName}. */
    public boolean isCalled(String text) {
        return name.equals(text)
                || simpleName().equals(text)
                || displayName(annotations).equals(text);
    }

    /** The name without package and enclosing class: {@code Inner} for {@code shop.CartIT$Inner}. */
    public String simpleName() {
        return TypeNames.simple(name);
    }

    /** The text of {@code @DisplayName}; empty if there is none. */
    public static String displayName(List<AnnotationUse> annotations) {
        return annotations.stream()
                .filter(use -> use.type().equals("org.junit.jupiter.api.DisplayName"))
                .flatMap(use -> use.texts("value").stream())
                .findFirst()
                .orElse("");
    }
}
