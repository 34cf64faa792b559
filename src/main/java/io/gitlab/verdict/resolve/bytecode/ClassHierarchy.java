package io.gitlab.verdict.resolve.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/** Relations of classes: super types, enclosing and nested classes, composed annotations. */
public final class ClassHierarchy {
    private final ClassPath classPath;
    private final Map<String, List<TestMethod>> methods = new HashMap<>();
    private final Map<String, List<ClassShape>> declarationOrders = new HashMap<>();
    private final Map<String, List<AnnotationUse>> compositions = new HashMap<>();

    /** Relations of the classes on that path. Answers are remembered: use it as long as the path. */
    public ClassHierarchy(ClassPath classPath) {
        this.classPath = classPath;
    }

    /** The path whose classes are related. */
    public ClassPath classPath() {
        return classPath;
    }

    /** Declared and inherited methods, nearest first, without overridden and synthetic ones. */
    public List<TestMethod> methods(ClassShape type) {
        List<TestMethod> known = methods.get(type.name());
        if (known == null) {
            known = readMethods(type);
            methods.put(type.name(), known);
        }
        return known;
    }

    /** The class, its enclosing classes, then the super types of all of them: nearest first. */
    public List<ClassShape> declarationOrder(ClassShape type) {
        List<ClassShape> known = declarationOrders.get(type.name());
        if (known == null) {
            known = readDeclarationOrder(type);
            declarationOrders.put(type.name(), known);
        }
        return known;
    }

    private List<ClassShape> readDeclarationOrder(ClassShape type) {
        List<ClassShape> enclosing = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Optional<ClassShape> next = Optional.of(type);
                next.isPresent() && seen.add(next.get().name());
                next = classPath.find(next.get().outer())) {
            enclosing.add(next.get());
        }
        Set<ClassShape> order = new LinkedHashSet<>(enclosing);
        enclosing.forEach(inner -> order.addAll(lineage(inner)));
        return List.copyOf(order);
    }

    /** The class and all classes nested in it. */
    public List<ClassShape> family(ClassShape type) {
        Set<ClassShape> family = new LinkedHashSet<>();
        addFamily(type, family);
        return List.copyOf(family);
    }

    /**
     * The annotations with their nested annotations (repeated ones) and meta-annotations, to any depth, but for Java's own
     * meta-annotations, which say nothing about tests.
     */
    public List<AnnotationUse> expand(List<AnnotationUse> uses) {
        List<AnnotationUse> expanded = new ArrayList<>();
        for (AnnotationUse use : uses) {
            expand(use, expanded);
        }
        return expanded;
    }

    private void expand(AnnotationUse use, List<AnnotationUse> expanded) {
        expanded.add(use);
        for (AnnotationUse inner : use.nested()) {
            expand(inner, expanded);
        }
        expanded.addAll(composition(use));
    }

    private List<AnnotationUse> composition(AnnotationUse use) {
        List<AnnotationUse> composition = compositions.get(use.type());
        if (composition == null) {
            composition = new ArrayList<>();
            compose(use.type(), new HashSet<>(), composition);
            compositions.put(use.type(), composition);
        }
        return composition;
    }

    /** Adds the meta-annotations of an annotation type. Types may annotate each other in a circle. */
    private void compose(String type, Set<String> composing, List<AnnotationUse> composition) {
        if (composing.add(type)) {
            classPath
                    .find(type)
                    .ifPresent(found -> found.annotations().forEach(meta -> addWhole(meta, composing, composition)));
            composing.remove(type);
        }
    }

    private void addWhole(AnnotationUse use, Set<String> composing, List<AnnotationUse> composition) {
        if (use.type().startsWith("java.lang.annotation.")) {
            return;
        }
        composition.add(use);
        use.nested().forEach(inner -> addWhole(inner, composing, composition));
        compose(use.type(), composing, composition);
    }

    private void addFamily(ClassShape type, Set<ClassShape> family) {
        if (family.add(type)) {
            type.members().forEach(member -> classPath.find(member).ifPresent(found -> addFamily(found, family)));
        }
    }

    private List<TestMethod> readMethods(ClassShape type) {
        List<TestMethod> found = new ArrayList<>();
        Set<String> overridden = new HashSet<>();
        List<ClassShape> lineage = lineage(type);
        boolean junit3 = lineage.stream().anyMatch(parent -> parent.superName().equals("junit.framework.TestCase"));
        // Class-level annotations of TestNG also apply to the methods of subclasses.
        List<AnnotationUse> onClass = new ArrayList<>();
        lineage.forEach(parent -> onClass.addAll(expand(parent.annotations())));
        for (ClassShape declaring : lineage) {
            for (MethodShape method : declaring.methods()) {
                boolean nearest = overridden.add(method.overrideKey()) || method.is(Opcodes.ACC_PRIVATE);
                if (nearest && !method.compilerMade()) {
                    found.add(TestMethod.of(method, expand(method.annotations()), onClass, junit3));
                }
            }
        }
        return found;
    }

    private List<ClassShape> lineage(ClassShape type) {
        Set<ClassShape> classes = new LinkedHashSet<>();
        for (Optional<ClassShape> next = Optional.of(type);
                next.isPresent() && classes.add(next.get());
                next = classPath.find(next.get().superName())) {}
        Set<ClassShape> all = new LinkedHashSet<>(classes);
        classes.forEach(declaring -> addInterfaces(declaring, all));
        return List.copyOf(all);
    }

    private void addInterfaces(ClassShape type, Set<ClassShape> all) {
        type.interfaces().stream()
                .flatMap(name -> classPath.find(name).stream())
                .forEach(found -> {
                    if (all.add(found)) {
                        addInterfaces(found, all);
                    }
                });
    }
}
