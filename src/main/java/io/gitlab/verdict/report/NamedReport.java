package io.gitlab.verdict.report;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A report file that the settings name, of any format.
 *
 * @param module name of the module that it belongs to; empty if it belongs to none
 * @param path the file
 * @param source the part of the setting that matches it, for messages
 * @param exact whether the setting names this file, not a pattern that matches it
 */
public record NamedReport(String module, Path path, String source, boolean exact) {
    public NamedReport {
        requireNonNull(module, "module");
        requireNonNull(path, "path");
        requireNonNull(source, "source");
    }
}
