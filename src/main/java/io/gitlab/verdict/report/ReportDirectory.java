package io.gitlab.verdict.report;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A directory with reports.
 *
 * @param module the Maven module it belongs to; empty if it belongs to none
 * @param path the directory, which may be missing
 * @param source the part of the setting that matches it, for messages; empty for a default directory, which may have no
 *     reports
 */
public record ReportDirectory(String module, Path path, String source) {
    public ReportDirectory {
        requireNonNull(module, "module");
        requireNonNull(path, "path");
        requireNonNull(source, "source");
    }

    /** A default directory. */
    public ReportDirectory(String module, Path path) {
        this(module, path, "");
    }
}
