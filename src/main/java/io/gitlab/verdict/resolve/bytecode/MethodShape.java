package io.gitlab.verdict.resolve.bytecode;

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
public record MethodShape(String owner, String name, String descriptor, int access, List<AnnotationUse> annotations) {
    public MethodShape {
        annotations = List.copyOf(annotations);
    }

    public boolean is(int flag) {
        return (access & flag) != 0;
    }

    public boolean compilerMade() {
        return is(Opcodes.ACC_SYNTHETIC) || name.startsWith("<");
    }

    /** Equal for a method and the one it overrides. */
    public String overrideKey() {
        return name + descriptor.substring(0, descriptor.indexOf(')') + 1);
    }

    public List<String> parameterTypes() {
        return Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(Type::getClassName)
                .toList();
    }

    /** Simple names of the parameter types as JUnit reports write them: {@code int, String[]}. */
    public String simpleTypes() {
        return parameterTypes().stream().map(TypeNames::simple).collect(Collectors.joining(", "));
    }

    public boolean returnsVoid() {
        return descriptor.endsWith(")V");
    }

    /** {@code shop.CartIT.adds(int)}. */
    public String displayName() {
        return owner + "." + name + "(" + simpleTypes() + ")";
    }
}
