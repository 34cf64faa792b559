package io.gitlab.verdict.report;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A directory to read reports from.
 *
 * @param module the Maven module it belongs to; empty when it belongs to none
 * @param path the directory, which need not exist
 */
public record ReportDirectory(String module, Path path) {
    public ReportDirectory {
        requireNonNull(module, "module");
        requireNonNull(path, "path");
    }
}
