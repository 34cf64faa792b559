package io.gitlab.verdict.resolve.bytecode;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * The class path of the tests of one module. Classes are read, never loaded.
 *
 * @param module name of the module, as in its test executions
 * @param classPath directories and jars in class path order: test classes, classes, then dependencies (for composed
 *     annotations and base classes); missing entries are ignored
 */
public record ModuleClasses(String module, List<Path> classPath) {
    public ModuleClasses {
        requireNonNull(module, "module");
        classPath = List.copyOf(classPath);
    }
}
