package io.gitlab.verdict.output;

import io.gitlab.verdict.output.PublicationDocument.LinkEntry;
import io.gitlab.verdict.output.PublicationDocument.ResultEntry;
import io.gitlab.verdict.text.Counted;
import io.gitlab.verdict.text.FirstFew;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The publication as Markdown, short enough for a note of a merge request. All untrusted texts are in code spans, where
 * GitLab interprets neither links nor mentions nor quick actions.
 */
record MarkdownSummary(PublicationDocument document, Writer writer) {
    private static final int ROWS = 50;
    private static final int REASONS = 10;
    private static final int LONGEST_TEXT = 200;

    void write() throws IOException {
        PublicationSummary summary = PublicationSummary.of(document);
        line("### Test verdicts: " + document.title().toLowerCase(Locale.ROOT));
        line("");
        line("Build " + code(document.build()) + " in "
                + link(code(document.tracker()), document.url())
                + document.ci().links().stream().map(MarkdownSummary::link).collect(Collectors.joining()));
        if (document.skipped() != null) {
            line("");
            line("Nothing was sent: " + code(document.skipped()));
        }
        line("");
        line("| published | already there | not published | without test case | verdicts |");
        line("| ---: | ---: | ---: | ---: | :--- |");
        line("| " + summary.published() + " | " + summary.alreadyThere() + " | "
                + summary.unpublished().size() + " | " + summary.unresolved() + " | "
                + Counted.each(document.results().stream().map(ResultEntry::verdict)) + " |");
        writeFailed();
        if (document.skipped() == null) {
            writeUnpublished(summary.testCasesByReason());
        }
        writeFindings();
    }

    private void writeFailed() throws IOException {
        List<ResultEntry> failed =
                document.results().stream().filter(ResultEntry::failed).toList();
        if (failed.isEmpty()) {
            return;
        }
        line("");
        line("| failed test case | verdict | test |");
        line("| :--- | :--- | :--- |");
        for (ResultEntry result : failed.subList(0, Math.min(ROWS, failed.size()))) {
            line("| " + link(cell(result.testCase()), result.url()) + " | " + result.verdict() + " | " + test(result)
                    + " |");
        }
        more(failed.size() - ROWS, "more failed test case");
    }

    private void writeUnpublished(Map<String, List<String>> testCasesByReason) throws IOException {
        if (testCasesByReason.isEmpty()) {
            return;
        }
        line("");
        line("Not published:");
        line("");
        for (Map.Entry<String, List<String>> reason :
                testCasesByReason.entrySet().stream().limit(REASONS).toList()) {
            List<String> ids =
                    reason.getValue().stream().map(MarkdownSummary::code).toList();
            line("- " + code(reason.getKey()) + ": " + FirstFew.of(ids));
        }
        more(testCasesByReason.size() - REASONS, "more reason");
    }

    private void writeFindings() throws IOException {
        List<FindingEntry> findings = document.findings().stream()
                .filter(finding -> !finding.severity().equals("info"))
                .toList();
        if (findings.isEmpty()) {
            return;
        }
        line("");
        line("Findings:");
        line("");
        for (FindingEntry finding : findings.subList(0, Math.min(REASONS, findings.size()))) {
            line("- " + finding.severity() + ": " + code(finding.message()));
        }
        more(findings.size() - REASONS, "more finding");
    }

    /** The first execution that did not pass, else the first execution. */
    private String test(ResultEntry result) {
        List<ExecutionEntry> executions =
                result.executions().stream().map(document.executions()::get).toList();
        return executions.stream()
                .filter(execution -> !execution.outcome().equals("passed"))
                .findFirst()
                .or(() -> executions.stream().findFirst())
                .map(execution -> cell(execution.displayName()))
                .orElse("");
    }

    private void more(int more, String noun) throws IOException {
        if (more > 0) {
            line("");
            line("and " + Counted.of(more, noun));
        }
    }

    private void line(String text) throws IOException {
        writer.write(text + "\n");
    }

    private static String link(LinkEntry entry) {
        return ", " + link(entry.kind() + " " + code(entry.text()), entry.url());
    }

    private static String link(String text, String url) {
        return url == null
                ? text
                : "[" + text + "](<"
                        + url.replace("|", "%7C").replace(">", "%3E").replace("<", "%3C") + ">)";
    }

    private static String code(String text) {
        String line = OneLine.of(text.replace('`', '\''), LONGEST_TEXT);
        return line.isEmpty() ? "` `" : "`" + line + "`";
    }

    /** In a table, a bar ends the cell, even in a code span, unless it is escaped. */
    private static String cell(String text) {
        return code(text).replace("|", "\\|");
    }
}
