package io.gitlab.verdict.resolve.bytecode;

import org.objectweb.asm.Type;

/** Class names in the spellings that bytecode and reports use. */
public final class TypeNames {
    private TypeNames() {}

    /** The name without package and enclosing class: {@code State} for {@code java.lang.Thread$State}, {@code String[]} for {@code java.lang.String[]}. */
    public static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    /** Whether a type in a report (simple name, class name, or {@code [Ljava.lang.String;}) is that type. */
    public static boolean same(String reported, String name) {
        String readable = reported.startsWith("[") ? readable(reported) : reported;
        return readable.equals(name) || readable.equals(simple(name)) || readable.equals(name.replace('$', '.'));
    }

    private static String readable(String arrayName) {
        try {
            return Type.getType(arrayName.replace('.', '/')).getClassName();
        } catch (IllegalArgumentException | IndexOutOfBoundsException notADescriptor) {
            return arrayName;
        }
    }
}
