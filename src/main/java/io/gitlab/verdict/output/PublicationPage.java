package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.output.PublicationDocument.ResultEntry;
import io.gitlab.verdict.text.Counted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The HTML page of a publication: one self-contained file without scripts. */
final class PublicationPage {

    private static final int NAMED_EXECUTIONS = 3;
    private static final Map<String, String> STATES = Map.of(
            State.PUBLISHED.text(), "published",
            State.ALREADY_THERE.text(), "already there",
            State.UNPUBLISHED.text(), "not published");

    private final PublicationDocument document;
    private final PublicationSummary summary;
    private final PageLinks links;
    private final HtmlWriter html;

    PublicationPage(PublicationDocument document, HtmlWriter html) {
        this.document = document;
        this.summary = PublicationSummary.of(document);
        this.html = html;
        this.links = new PageLinks(document, html);
    }

    void write() throws IOException {
        writeHead();
        writeHeadline();
        section("unpublished", "Not published", summary.unpublished().size(), this::writeUnpublished);
        section("findings", "Findings", document.findings().size(), this::writeFindings);
        section("unresolved", "Without test case", summary.unresolved(), this::writeUnresolved);
        if (document.counts().exempt() > 0) {
            section(
                    "exempt",
                    "Without test case on purpose",
                    (int) document.counts().exempt(),
                    this::writeExempt);
        }
        section("results", "Results", document.results().size(), this::writeResults);
        section(
                "attachments",
                "Evidence",
                document.attachments().size(),
                new AttachmentSection(document, links, html)::write);
        section(
                "executions",
                "Executions",
                document.executions().size(),
                new ExecutionSection(document, links, html)::write);
        html.print("</main>\n</body>\n</html>\n");
    }

    private interface Body {
        void write() throws IOException;
    }

    private void section(String id, String title, int count, Body body) throws IOException {
        html.print("<section id=\"{}\">\n<h2>{} <small>{}</small></h2>\n", id, title, count == 0 ? "none" : count);
        if (count > 0) {
            body.write();
        }
        html.print("</section>\n");
    }

    private void writeHead() throws IOException {
        writeHead(html, document.title() + ": " + document.build());
    }

    /** Everything before the content of a self-contained page without scripts. */
    static void writeHead(HtmlWriter html, String title) throws IOException {
        html.print("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
                img-src data:; base-uri 'none'; form-action 'none'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="referrer" content="no-referrer">
                <title>{}</title>
                <link rel="icon" href="data:,">
                <style>
                """, title);
        html.print(stylesheet()).print("</style>\n</head>\n<body>\n<main>\n");
    }

    private static String stylesheet() throws IOException {
        try (InputStream css = PublicationPage.class.getResourceAsStream("page.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void writeHeadline() throws IOException {
        html.print("<header class=\"{}\">\n<h1>{}</h1>\n<p class=\"lead\">{}</p>\n", mood(), document.title(), lead());
        html.print("<p>Build <bdi>{}</bdi>, {}, ", document.build(), readable(document.date()));
        links.link(document.url(), document.url() == null ? document.tracker() : "open in " + document.tracker());
        html.print("</p>\n<ul class=\"tiles\">\n");
        writeTile(summary.unpublished().size(), "not published", "unpublished", "bad");
        writeTile(summary.published(), "published", "results", "good");
        writeTile(summary.alreadyThere(), "already there", "results", "good");
        writeTile(summary.unresolved(), "without test case", "unresolved", "odd");
        html.print("</ul>\n</header>\n");
    }

    private String mood() {
        if (document.dryRun() || document.skipped() != null || summary.results() == 0 && document.complete()) {
            return "odd";
        }
        return document.complete() ? "good" : "bad";
    }

    private String lead() {
        String read = Counted.of(document.counts().reportFiles(), "report file") + " read, "
                + Counted.of(document.executions().size(), "test execution") + ". ";
        if (document.skipped() != null) {
            return read + "Nothing was sent: " + document.skipped();
        }
        if (summary.results() == 0) {
            return read + "No execution has a test case.";
        }
        String results = Counted.of(summary.results(), "result");
        String dryRun = document.dryRun() ? "Nothing was written. " : "";
        return dryRun
                + read
                + (summary.unpublished().isEmpty()
                        ? "The tracker holds every one of " + results + ", verified by reading them back."
                        : "The tracker does not hold " + summary.unpublished().size() + " of " + results + ".");
    }

    private void writeTile(int count, String label, String section, String mood) throws IOException {
        html.print(
                "<li class=\"{}\"><a href=\"#{}\"><b>{}</b> {}</a></li>\n",
                count == 0 ? "none" : mood,
                section,
                count,
                label);
    }

    private void writeUnpublished() throws IOException {
        for (Map.Entry<String, List<String>> reason :
                summary.testCasesByReason().entrySet()) {
            html.print("<div class=\"reason\"><h3><bdi>{}</bdi></h3>\n<p>", reason.getKey());
            links.testCases(reason.getValue());
            html.print("</p></div>\n");
        }
    }

    private void writeFindings() throws IOException {
        html.print("<ul class=\"findings\">\n");
        for (FindingEntry finding : document.findings()) {
            html.print(
                    "<li><span class=\"pill {}\">{}</span> <bdi>{}</bdi></li>\n",
                    finding.severity(),
                    finding.severity(),
                    finding.message());
        }
        html.print("</ul>\n");
    }

    private void writeUnresolved() throws IOException {
        html.print(
                "<p>These tests have no test case: no mapping row, annotation or name has an id."
                        + " unresolved.yaml in the same directory has a row for each test, to be completed with ids.</p>\n<ul class=\"names\">\n");
        writeListed(ExecutionEntry::unresolved);
    }

    private void writeExempt() throws IOException {
        html.print("<p>The mapping file says that these tests have no test case.</p>\n<ul class=\"names\">\n");
        writeListed(ExecutionEntry::exempt);
    }

    private void writeListed(Predicate<ExecutionEntry> listed) throws IOException {
        for (int i = 0; i < document.executions().size(); i++) {
            ExecutionEntry execution = document.executions().get(i);
            if (listed.test(execution)) {
                html.print("<li>");
                links.execution(i);
                for (String nearMiss : execution.nearMisses()) {
                    html.print("<br><small>near miss: <bdi>{}</bdi></small>", nearMiss);
                }
                html.print("</li>\n");
            }
        }
        html.print("</ul>\n");
    }

    private void writeResults() throws IOException {
        html.print("<p>{}</p>\n", Counted.each(document.results().stream().map(ResultEntry::verdict)));
        html.print("<div class=\"wide\"><table>\n<thead><tr><th>Test case</th><th>Verdict</th><th>State</th>"
                + "<th>Executed</th><th>Took</th><th>Proved by</th></tr></thead>\n<tbody>\n");
        for (int i = 0; i < document.results().size(); i++) {
            writeResult(i, document.results().get(i));
        }
        html.print("</tbody>\n</table></div>\n");
    }

    private void writeResult(int index, ResultEntry result) throws IOException {
        html.print("<tr id=\"r{}\"><th scope=\"row\">", index);
        links.link(result.url(), result.testCase());
        html.print("</th><td><span class=\"pill {}\">{}</span></td>", result.verdict(), result.verdict());
        html.print("<td>{}</td>", STATES.get(result.state()));
        html.print("<td class=\"number\">{}</td>", readable(result.date()));
        html.print("<td class=\"number\">{} s</td><td>", result.duration());
        writeNamed(result.executions());
        html.print("</td></tr>\n");
    }

    private void writeNamed(List<Integer> executions) throws IOException {
        for (int i = 0; i < Math.min(NAMED_EXECUTIONS, executions.size()); i++) {
            html.print(i == 0 ? "" : "<br>");
            links.execution(executions.get(i));
        }
        if (executions.size() > NAMED_EXECUTIONS) {
            html.print("<br>and {} more", executions.size() - NAMED_EXECUTIONS);
        }
    }

    private static String readable(String date) {
        return date.replace('T', ' ').replaceAll("\\.\\d+Z$", " UTC");
    }
}
