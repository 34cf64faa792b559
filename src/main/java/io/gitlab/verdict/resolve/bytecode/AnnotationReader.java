package io.gitlab.verdict.resolve.bytecode;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads one annotation, or one array in it, and passes it on at its end. */
public final class AnnotationReader extends AnnotationVisitor {
    private final BiConsumer<String, Object> member;
    private final Runnable end;

    private AnnotationReader(BiConsumer<String, Object> member, Runnable end) {
        super(Opcodes.ASM9);
        this.member = member;
        this.end = end;
    }

    private AnnotationReader(String type, Map<String, Object> members, Consumer<AnnotationUse> whole) {
        this(members::put, () -> whole.accept(new AnnotationUse(type, members)));
    }

    /**
     * Reads one annotation.
     *
     * @param type the class name of its type
     * @param whole takes the annotation at its end
     */
    public AnnotationReader(String type, Consumer<AnnotationUse> whole) {
        this(type, new LinkedHashMap<>(), whole);
    }

    @Override
    public void visit(String name, Object value) {
        member.accept(name, value.getClass().isArray() ? scalars(value) : scalar(value));
    }

    @Override
    public void visitEnum(String name, String descriptor, String constant) {
        member.accept(name, constant);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String name, String descriptor) {
        return new AnnotationReader(Type.getType(descriptor).getClassName(), use -> member.accept(name, use));
    }

    @Override
    public AnnotationVisitor visitArray(String name) {
        List<Object> elements = new ArrayList<>();
        return new AnnotationReader(
                (unnamed, element) -> elements.add(element), () -> member.accept(name, List.copyOf(elements)));
    }

    @Override
    public void visitEnd() {
        end.run();
    }

    private static List<String> scalars(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(index -> scalar(Array.get(array, index)))
                .toList();
    }

    private static String scalar(Object value) {
        return value instanceof Type type ? TypeNames.simple(type.getClassName()) : String.valueOf(value);
    }
}
