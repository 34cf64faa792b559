package io.gitlab.verdict.report;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One report file.
 *
 * @param module the Maven module it belongs to; empty when it belongs to none
 * @param path where it lies
 * @param modified when it was written last
 */
record ReportFile(String module, Path path, Instant modified) {}
