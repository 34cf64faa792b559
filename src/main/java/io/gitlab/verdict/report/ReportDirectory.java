package io.gitlab.verdict.report;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A directory with reports.
 *
 * @param module the Maven module it belongs to; empty if it belongs to none
 * @param path the directory, which may be missing
 */
public record ReportDirectory(String module, Path path) {
    public ReportDirectory {
        requireNonNull(module, "module");
        requireNonNull(path, "path");
    }
}
