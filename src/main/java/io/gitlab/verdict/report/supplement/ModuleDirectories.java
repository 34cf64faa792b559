package io.gitlab.verdict.report.supplement;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * The directories of a module in which supplements are searched for.
 *
 * @param module name of the module, as in its test executions
 * @param base directory of the module
 * @param build its build directory, such as {@code target}
 */
public record ModuleDirectories(String module, Path base, Path build) {
    public ModuleDirectories {
        requireNonNull(module, "module");
        requireNonNull(base, "base");
        requireNonNull(build, "build");
    }
}
