package io.gitlab.verdict.resolve.bytecode;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The class path of the tests of one module. Classes are read, never loaded.
 *
 * @param module name of the module, as in its test executions
 * @param classPath directories and jars in class path order: test classes, classes, then dependencies (for composed
 *     annotations and base classes); missing entries are ignored
 * @param own those directories of the class path that belong to the module; a class in other directories is used if it is
 *     the only one of its name
 */
public record ModuleClasses(String module, List<Path> classPath, Set<Path> own) {
    public ModuleClasses {
        requireNonNull(module, "module");
        classPath = List.copyOf(classPath);
        own = Set.copyOf(own);
    }

    /** The whole class path belongs to the module. */
    public ModuleClasses(String module, List<Path> classPath) {
        this(module, classPath, Set.copyOf(classPath));
    }
}
