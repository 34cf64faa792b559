package io.gitlab.verdict.resolve.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads the declarations of a class file, without its code. */
public final class ClassShapeReader extends ClassVisitor {
    private String name = "";
    private String superName = "";
    private String outer = "";
    private final List<String> interfaces = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private final List<AnnotationUse> annotations = new ArrayList<>();
    private final List<MethodShape> methods = new ArrayList<>();

    private final Map<String, String> typeNames;

    private ClassShapeReader(Map<String, String> typeNames) {
        super(Opcodes.ASM9);
        this.typeNames = typeNames;
    }

    /**
     * The declarations of one class.
     *
     * @param typeNames the names of annotation types by descriptor, which are the same few in all classes; may be added to
     * @throws RuntimeException of any kind if the bytes are not a class file of a supported version
     */
    public static ClassShape read(byte[] classFile, Map<String, String> typeNames) {
        ClassShapeReader reader = new ClassShapeReader(typeNames);
        new ClassReader(classFile)
                .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new ClassShape(
                reader.name,
                reader.superName,
                reader.interfaces,
                reader.outer,
                reader.members,
                reader.annotations,
                reader.methods);
    }

    @Override
    public void visit(
            int version, int access, String internalName, String signature, String superClass, String[] superTypes) {
        name = className(internalName);
        superName = superClass == null || superClass.equals("java/lang/Object") ? "" : className(superClass);
        for (String superType : superTypes) {
            interfaces.add(className(superType));
        }
    }

    @Override
    public void visitOuterClass(String owner, String method, String descriptor) {
        outer = className(owner);
    }

    @Override
    public void visitInnerClass(String inner, String declaring, String simpleName, int access) {
        if (declaring == null) {
            return;
        }
        if (className(inner).equals(name)) {
            outer = className(declaring);
        } else if (className(declaring).equals(name)) {
            members.add(className(inner));
        }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return new AnnotationReader(typeName(descriptor), annotations::add);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, String signature, String[] exceptions) {
        List<AnnotationUse> uses = new ArrayList<>();
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return new AnnotationReader(typeName(type), uses::add);
            }

            @Override
            public void visitEnd() {
                methods.add(new MethodShape(name, method, descriptor, access, uses));
            }
        };
    }

    private String typeName(String descriptor) {
        return typeNames.computeIfAbsent(
                descriptor, absent -> Type.getType(descriptor).getClassName());
    }

    private static String className(String internalName) {
        return internalName.replace('/', '.');
    }
}
