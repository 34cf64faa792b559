package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** How long it takes to resolve by annotation, relative to reading the same class files with bare ASM in the same JVM. */
class ResolveBenchmark {
    private static final int CLASSES = 3_000;
    private static final int METHODS = 8;
    private static final int ROUNDS = 9;

    @TempDir
    private Path classes;

    private interface Work {
        void run() throws IOException;
    }

    @BeforeEach
    void writeClasses() throws IOException {
        Files.createDirectories(classes.resolve("shop"));
        for (int i = 0; i < CLASSES; i++) {
            Files.write(classes.resolve("shop/C" + i + "IT.class"), testClass(i));
        }
    }

    @Test
    void resolvesExecutionsByAnnotation() throws IOException {
        List<TestExecution> executions = IntStream.range(0, CLASSES * METHODS)
                .mapToObj(i -> Executions.of("shop.C" + i / METHODS + "IT", "pays" + i % METHODS + "(int)[1]"))
                .toList();
        Resolver resolver = Resolver.of(new ResolveSettings(
                Optional.empty(),
                Pattern.compile("TC\\d+"),
                List.of(),
                List.of(new ModuleClasses("shop", classPath()))));

        List<Long> bare = new ArrayList<>();
        List<Long> resolving = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            bare.add(millis(this::readBare));
            resolving.add(millis(
                    () -> assertThat(resolver.resolve(executions).resolutions()).allMatch(Resolution::resolved)));
        }

        System.out.printf(
                "Resolving %d executions of %d classes: first %d ms, median %d ms; bare ASM: first %d ms, median %d ms."
                        + " Ratio: first %.1f, median %.1f (at most 4).%n",
                executions.size(),
                CLASSES,
                resolving.get(0),
                median(resolving),
                bare.get(0),
                median(bare),
                (double) resolving.get(0) / bare.get(0),
                (double) median(resolving) / median(bare));
    }

    private static long millis(Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private List<Path> classPath() {
        Stream<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of);
        return Stream.concat(Stream.of(classes), jars).toList();
    }

    private void readBare() throws IOException {
        int[] annotations = {0};
        try (Stream<Path> files = Files.list(classes.resolve("shop"))) {
            for (Path file : files.toList()) {
                new ClassReader(Files.readAllBytes(file))
                        .accept(
                                counting(annotations),
                                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            }
        }
        assertThat(annotations[0]).isEqualTo(CLASSES * (1 + METHODS * 2));
    }

    private static ClassVisitor counting(int[] annotations) {
        AnnotationVisitor values = new AnnotationVisitor(Opcodes.ASM9) {};
        MethodVisitor methods = new MethodVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                annotations[0]++;
                return values;
            }
        };
        return new ClassVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                annotations[0]++;
                return values;
            }

            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return methods;
            }
        };
    }

    private static byte[] testClass(int number) {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "shop/C" + number + "IT", null, "java/lang/Object", null);
        tag(type.visitAnnotation("Lorg/junit/jupiter/api/Tag;", true), "slow");
        for (int i = 0; i < METHODS; i++) {
            MethodVisitor method = type.visitMethod(Opcodes.ACC_PUBLIC, "pays" + i, "(I)V", null, null);
            method.visitAnnotation("Lorg/junit/jupiter/params/ParameterizedTest;", true)
                    .visitEnd();
            tag(method.visitAnnotation("Lorg/junit/jupiter/api/Tag;", true), "TC" + (number * METHODS + i));
            method.visitCode();
            for (int call = 0; call < 50; call++) {
                method.visitLdcInsn("step " + call + " of test " + i);
                method.visitMethodInsn(
                        Opcodes.INVOKESTATIC, "shop/Steps", "run" + call, "(Ljava/lang/String;)V", false);
            }
            method.visitInsn(Opcodes.RETURN);
            method.visitMaxs(2, 2);
            method.visitEnd();
        }
        type.visitEnd();
        return type.toByteArray();
    }

    private static void tag(AnnotationVisitor annotation, String value) {
        annotation.visit("value", value);
        annotation.visitEnd();
    }
}
