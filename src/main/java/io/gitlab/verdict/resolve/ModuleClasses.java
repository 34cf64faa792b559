package io.gitlab.verdict.resolve;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the test classes of one module lie, and the classes they build on. They are read, never loaded.
 *
 * @param module name of the module, as in its test executions
 * @param classPath directories and jars in class path order: test classes, classes, then dependencies (for composed
 *     annotations and base classes); what does not exist is passed over
 */
public record ModuleClasses(String module, List<Path> classPath) {
    public ModuleClasses {
        requireNonNull(module, "module");
        classPath = List.copyOf(classPath);
    }
}
