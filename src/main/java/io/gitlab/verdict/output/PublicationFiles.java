package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.PublicationReport;
import java.io.IOException;
import java.nio.file.Path;

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
        PublicationDocument document = PublicationDocument.of(report);
        JsonFile.write(directory.resolve(PUBLICATION_JSON), document);
        new AtomicFile(directory.resolve(INDEX_HTML))
                .write(writer -> new PublicationPage(document, new HtmlWriter(writer)).write());
        JsonFile.write(directory.resolve(JOB_ANNOTATIONS), new GitLabAnnotations(document).sections());
        new AtomicFile(directory.resolve(DOTENV)).write(new Dotenv(document)::write);
        new AtomicFile(directory.resolve(SUMMARY_MD)).write(writer -> new MarkdownSummary(document, writer).write());
    }
}
