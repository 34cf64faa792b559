package io.gitlab.verdict.resolve;

import java.util.Arrays;
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
record MethodShape(String owner, String name, String descriptor, int access, List<AnnotationUse> annotations) {
    MethodShape {
        annotations = List.copyOf(annotations);
    }

    boolean is(int flag) {
        return (access & flag) != 0;
    }

    boolean compilerMade() {
        return is(Opcodes.ACC_SYNTHETIC) || name.startsWith("<");
    }

    /** Equal for a method and the one it overrides. */
    String overrideKey() {
        return name + descriptor.substring(0, descriptor.indexOf(')') + 1);
    }

    List<String> parameterTypes() {
        return Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(Type::getClassName)
                .toList();
    }

    /** Simple names of the parameter types as JUnit reports write them: {@code int, String[]}. */
    String simpleTypes() {
        return parameterTypes().stream().map(TypeNames::simple).collect(Collectors.joining(", "));
    }

    boolean returnsVoid() {
        return descriptor.endsWith(")V");
    }

    /** {@code shop.CartIT.adds(int)}. */
    String displayName() {
        return owner + "." + name + "(" + simpleTypes() + ")";
    }
}
