package io.gitlab.verdict.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.gitlab.verdict.output.PublicationDocument.ResultEntry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code artifacts:reports:annotations}: links on the job's page, in the format of GitLab's schema
 * {@code ci_job_annotation_data.json}. GitLab ignores a file of more than 80 KB or 1000 links; the limits here keep the file
 * below that.
 */
record GitLabAnnotations(PublicationDocument document) {
    private static final String SECTION = "Test verdicts";
    private static final int MAX_TEST_CASES = 90;
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_URL = 500;

    private record Annotation(@JsonProperty("external_link") ExternalLink link) {}

    private record ExternalLink(String label, String url) {}

    /** The links by section: one section, or none if there are no links. */
    Map<String, List<?>> sections() {
        List<Annotation> links = new ArrayList<>();
        add(document.build() + " in " + document.tracker(), document.url(), links);
        document.results().stream()
                .filter(ResultEntry::failed)
                .filter(result -> result.url() != null)
                .limit(MAX_TEST_CASES)
                .forEach(result -> add(result.testCase() + " " + result.verdict(), result.url(), links));
        return links.isEmpty() ? Map.of() : Map.of(SECTION, links);
    }

    private static void add(String label, String url, List<Annotation> links) {
        String ascii = url == null ? "" : URI.create(url).toASCIIString();
        if (!ascii.isEmpty() && ascii.length() <= LONGEST_URL) {
            links.add(new Annotation(new ExternalLink(OneLine.of(label, LONGEST_LABEL), ascii)));
        }
    }
}
