package io.gitlab.verdict.report;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A report file that the settings name, of any format.
 *
 * @param module name of the module that it belongs to; empty if it belongs to none
 * @param path the file
 */
public record NamedReport(String module, Path path) {
    public NamedReport {
        requireNonNull(module, "module");
        requireNonNull(path, "path");
    }
}
