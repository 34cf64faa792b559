package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.StatusReport;
import java.io.IOException;
import java.nio.file.Path;

/** The files with the status of test cases. */
public final class StatusFiles {

    /** For programs. */
    public static final String STATUS_JSON = "status.json";

    /** For users: one self-contained file. */
    public static final String STATUS_HTML = "status.html";

    private StatusFiles() {}

    /**
     * Writes both files, each atomically.
     *
     * @param directory the directory; created if necessary
     * @throws IOException if a file cannot be written; the message names it
     */
    public static void write(Path directory, StatusReport report) throws IOException {
        StatusDocument document = StatusDocument.of(report);
        JsonFile.write(directory.resolve(STATUS_JSON), document);
        new AtomicFile(directory.resolve(STATUS_HTML))
                .write(writer -> new StatusPage(report, new HtmlWriter(writer)).write());
    }
}
