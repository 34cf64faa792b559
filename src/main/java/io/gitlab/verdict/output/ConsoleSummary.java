package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.text.Counted;
import io.gitlab.verdict.text.FirstFew;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The console summary of a publication. */
public final class ConsoleSummary {

    private static final int MAX_REASONS = 5;

    private ConsoleSummary() {}

    /**
     * A few lines with counts from the report.
     *
     * @param directory the directory of the page and of the review queue
     */
    public static List<String> lines(PublicationReport report, Path directory) {
        PublicationSummary summary = PublicationSummary.of(report);
        List<String> lines = new ArrayList<>();
        lines.add(headline(summary, report));
        if (summary.skipped().isEmpty()) {
            addReasons(summary.testCasesByReason(), lines);
        }
        if (summary.unresolved() > 0) {
            lines.add(summary.unresolved() + " of "
                    + Counted.of(report.resolutions().size(), "execution")
                    + " without test case. Review queue: "
                    + directory.resolve("unresolved.yaml"));
        }
        long exempt = report.resolutions().stream().filter(Resolution::exempt).count();
        if (exempt > 0) {
            lines.add(Counted.of((int) exempt, "execution") + " without test case on purpose, by the mapping file");
        }
        report.trackerUrl().ifPresent(url -> lines.add("In the tracker: " + url));
        lines.add("Details: " + directory.resolve(PublicationFiles.INDEX_HTML));
        return lines.stream().map(ConsoleSummary::printable).toList();
    }

    private static String headline(PublicationSummary summary, PublicationReport report) {
        String where = summary.tracker() + ", build " + summary.build() + ": ";
        if (summary.skipped().isPresent()) {
            return where + Counted.of(summary.results(), "result") + " not published: "
                    + summary.skipped().get();
        }
        if (summary.results() == 0) {
            return where + (report.complete() ? "nothing to publish: " : "nothing published: ")
                    + Counted.of(report.reportFiles(), "report file") + " read, "
                    + Counted.of(report.resolutions().size(), "execution") + ", none with a test case";
        }
        return where + Counted.of(summary.results(), "result") + ", " + summary.published() + " published, "
                + summary.alreadyThere() + " already there, "
                + summary.unpublished().size() + " not published"
                + (summary.dryRun() ? " (dry run: nothing was written)" : "");
    }

    private static void addReasons(Map<String, List<String>> testCasesByReason, List<String> lines) {
        testCasesByReason.entrySet().stream()
                .limit(MAX_REASONS)
                .map(entry -> "Not published: " + FirstFew.of(entry.getValue()) + ": " + entry.getKey())
                .forEach(lines::add);
        if (testCasesByReason.size() > MAX_REASONS) {
            lines.add("Not published: " + Counted.of(testCasesByReason.size() - MAX_REASONS, "more reason")
                    + ", see the page");
        }
    }

    /** One line, without escape sequences that a terminal or a CI log would interpret. */
    public static String printable(String line) {
        return line.replaceAll("[\\p{Cntrl}\\x80-\\x9F]+", " ");
    }
}
