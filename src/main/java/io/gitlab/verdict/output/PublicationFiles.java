package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ResultStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** The files that describe a publication. */
public final class PublicationFiles {

    /** The publication for programs. */
    public static final String PUBLICATION_JSON = "publication.json";

    /** The publication for users: one self-contained file. */
    public static final String INDEX_HTML = "index.html";

    /** {@code artifacts:reports:annotations} of GitLab: links for the job's page. */
    public static final String JOB_ANNOTATIONS = "gitlab-annotations.json";

    /** {@code artifacts:reports:dotenv} of GitLab: counts and links for later jobs. */
    public static final String DOTENV = "verdict.env";

    /** The publication as Markdown, for a note of a merge request. */
    public static final String SUMMARY_MD = "summary.md";

    private PublicationFiles() {}

    /**
     * Writes all files, each atomically, whether the publication succeeded or not.
     *
     * @param directory the directory; created if necessary
     * @throws IOException if a file cannot be written; the message names it
     */
    public static void write(Path directory, PublicationReport report) throws IOException {
        write(directory, PublicationDocument.of(report));
    }

    /**
     * Brings all files up to date after a replay. Files of another publication, of a dry run, or none, stay as they are.
     *
     * @param id the publication that was replayed
     * @param results the states of its results
     * @param attachments the states of its attachments
     * @return whether the files are of that publication
     * @throws IOException if a file cannot be read or written; the message names it
     */
    public static boolean update(
            Path directory, String id, List<ResultStatus> results, List<AttachmentStatus> attachments)
            throws IOException {
        Path json = directory.resolve(PUBLICATION_JSON);
        if (!Files.isRegularFile(json)) {
            return false;
        }
        PublicationDocument document = PublicationReader.read(json, Function.identity());
        if (!id.equals(document.id()) || document.dryRun() || document.skipped() != null) {
            return false;
        }
        write(directory, document.with(results, attachments));
        return true;
    }

    private static void write(Path directory, PublicationDocument document) throws IOException {
        JsonFile.write(directory.resolve(PUBLICATION_JSON), document);
        new AtomicFile(directory.resolve(INDEX_HTML))
                .write(writer -> new PublicationPage(document, new HtmlWriter(writer)).write());
        JsonFile.write(directory.resolve(JOB_ANNOTATIONS), new GitLabAnnotations(document).sections());
        new AtomicFile(directory.resolve(DOTENV)).write(new Dotenv(document)::write);
        new AtomicFile(directory.resolve(SUMMARY_MD)).write(writer -> new MarkdownSummary(document, writer).write());
    }
}
