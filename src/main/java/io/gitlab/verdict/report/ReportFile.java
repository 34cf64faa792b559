package io.gitlab.verdict.report;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One report file.
 *
 * @param module the Maven module it belongs to; empty if it belongs to none
 * @param path the file
 * @param modified when the file was last written
 */
record ReportFile(String module, Path path, Instant modified) {
    /** Its directory, absolute. */
    Path directory() {
        return path.toAbsolutePath().getParent();
    }
}
