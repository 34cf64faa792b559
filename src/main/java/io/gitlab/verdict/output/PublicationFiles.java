package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.PublicationReport;
import java.io.IOException;
import java.nio.file.Path;

/** The files that tell what became of a publication. */
public final class PublicationFiles {

    /** The account for programs. */
    public static final String PUBLICATION_JSON = "publication.json";

    /** The account for people: one file that needs no other. */
    public static final String INDEX_HTML = "index.html";

    /** {@code artifacts:reports:annotations} of GitLab: links for the job's page. */
    public static final String JOB_ANNOTATIONS = "gitlab-annotations.json";

    /** {@code artifacts:reports:dotenv} of GitLab: counts and links for later jobs. */
    public static final String DOTENV = "verdict.env";

    /** The account as Markdown, for a note of a merge request. */
    public static final String SUMMARY_MD = "summary.md";

    private PublicationFiles() {}

    /**
     * Writes all of them, whatever became of the publication. A reader sees the old file or the new one, never half of one.
     *
     * @param directory where to; created if need be
     * @throws IOException if a file cannot be written; the message names it
     */
    public static void write(Path directory, PublicationReport report) throws IOException {
        PublicationDocument document = PublicationDocument.of(report);
        JsonFile.write(directory.resolve(PUBLICATION_JSON), document);
        new AtomicFile(directory.resolve(INDEX_HTML))
                .write(writer -> new PublicationPage(document, new HtmlWriter(writer)).write());
        JsonFile.write(directory.resolve(JOB_ANNOTATIONS), new GitLabAnnotations(document).sections());
        new AtomicFile(directory.resolve(DOTENV)).write(new Dotenv(document)::write);
        new AtomicFile(directory.resolve(SUMMARY_MD)).write(writer -> new MarkdownSummary(document, writer).write());
    }
}
