package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.output.PublicationFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a publication: its files, and its summary for the page of the CI job.
 *
 * @param frontEnd provides the directory and the CI job
 */
record PublicationOutput(FrontEnd frontEnd) {
    /** GitHub shows nothing of a summary that is larger. */
    private static final long LARGEST_SUMMARY = 1024 * 1024;

    /** @throws IOException if one of the publication's own files cannot be written; the message names it */
    void write(PublicationReport report) throws IOException {
        Path directory = frontEnd.project().output();
        PublicationFiles.write(directory, report);
        frontEnd.ci().summaryFile().ifPresent(file -> append(directory.resolve(PublicationFiles.SUMMARY_MD), file));
    }

    private void append(Path summary, Path file) {
        try {
            String text = "\n" + Files.readString(summary);
            byte[] added = text.getBytes(StandardCharsets.UTF_8);
            if (Files.size(file) + added.length > LARGEST_SUMMARY) {
                warn(file, "it would be larger than 1 MiB");
                return;
            }
            Files.write(file, added, StandardOpenOption.APPEND);
        } catch (IOException e) {
            warn(file, e.toString());
        }
    }

    private void warn(Path file, String reason) {
        frontEnd.console()
                .finding(Finding.warning("The summary is not on the page of the CI job: cannot append to " + file + " ("
                        + reason + "). It is in " + PublicationFiles.SUMMARY_MD + "."));
    }
}
