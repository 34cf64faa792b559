package io.gitlab.verdict.resolve.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A method as in bytecode.
 *
 * @param owner name of the declaring class
 * @param name its name
 * @param descriptor its parameter and return types, as bytecode writes them
 * @param access its access flags
 * @param annotations its annotations, visible at run time or not
 */
public record MethodShape(String owner, String name, String descriptor, int access, List<AnnotationUse> annotations) {
    public MethodShape {
        annotations = List.copyOf(annotations);
    }

    /** Whether it has an access flag, such as {@link Opcodes#ACC_STATIC}. */
    public boolean is(int flag) {
        return (access & flag) != 0;
    }

    /** Whether it is synthetic, a constructor or a static initialiser. */
    public boolean compilerMade() {
        return is(Opcodes.ACC_SYNTHETIC) || name.startsWith("<");
    }

    /** Name and parameter types: equal for a method and the one it overrides. */
    public String overrideKey() {
        return name + descriptor.substring(0, descriptor.indexOf(')') + 1);
    }

    /** Class names of the parameter types, such as {@code int} and {@code java.lang.String[]}. */
    public List<String> parameterTypes() {
        if (descriptor.startsWith("()")) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (Type type : Type.getArgumentTypes(descriptor)) {
            names.add(type.getClassName());
        }
        return names;
    }

    /** Simple names of the parameter types as JUnit reports write them: {@code int, String[]}. */
    public String simpleTypes() {
        List<String> names = parameterTypes();
        return names.size() == 1
                ? TypeNames.simple(names.get(0))
                : names.stream().map(TypeNames::simple).collect(Collectors.joining(", "));
    }

    /** Whether its return type is {@code void}. */
    public boolean returnsVoid() {
        return descriptor.endsWith(")V");
    }

    /** For messages: {@code shop.CartIT.adds(int)}. */
    public String displayName() {
        return owner + "." + name + "(" + simpleTypes() + ")";
    }
}
