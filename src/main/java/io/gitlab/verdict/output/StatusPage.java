package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.CaseStatus;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.RunContainer;
import io.gitlab.verdict.domain.StatusReport;
import io.gitlab.verdict.domain.StatusReport.CaseLine;
import io.gitlab.verdict.domain.StatusReport.ContainerStatus;
import io.gitlab.verdict.domain.TestRun;
import io.gitlab.verdict.text.Counted;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The HTML page of the status of test cases: one self-contained file without scripts. */
final class StatusPage {
    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final StatusReport report;
    private final HtmlWriter html;
    private final StatusChart chart;

    StatusPage(StatusReport report, HtmlWriter html) {
        this.report = report;
        this.html = html;
        this.chart = new StatusChart(html);
    }

    void write() throws IOException {
        PublicationPage.writeHead(html, title());
        writeHeadline();
        for (ContainerStatus container : report.containers()) {
            writeContainer(container);
        }
        writeFindings();
        writeArchived();
        writeCases(
                "urgent",
                "Failed or blocked",
                report.cases().stream().filter(StatusPage::urgent).toList(),
                true);
        writeCases("cases", "All test cases", report.cases(), false);
        html.print("</main>\n</body>\n</html>\n");
    }

    private static boolean urgent(CaseLine line) {
        return line.status() == CaseStatus.FAILED || line.status() == CaseStatus.BLOCKED;
    }

    private String title() {
        return "Status of " + Counted.of(report.cases().size(), "test case");
    }

    private void writeHeadline() throws IOException {
        boolean bad = report.count(CaseStatus.FAILED) + report.count(CaseStatus.BLOCKED) > 0;
        boolean good = report.count(CaseStatus.PASSED) == report.cases().size();
        html.print("<header class=\"{}\">\n<h1>{}</h1>\n", bad ? "bad" : good ? "good" : "odd", title());
        html.print(
                "<p class=\"lead\">{}, over {}.</p>\n",
                readable(report.date()),
                Counted.of(report.containers().size(), "active run container"));
        html.print(
                "<p>In each run container, the latest run counts; over several, the most urgent of Not Scheduled, Failed,"
                        + " Blocked, Scheduled and Passed, regardless of dates. Runs that were not executed {}.</p>\n",
                report.rule().countUnexecuted() ? "count" : "do not count");
        chart.write("All test cases", report::count);
        html.print("</header>\n");
    }

    private void writeContainer(ContainerStatus status) throws IOException {
        RunContainer container = status.container();
        html.print("<section id=\"{}\">\n<h2>", container.id());
        link(container.url(), container.id());
        html.print(" <bdi>{}</bdi> <small>{}</small></h2>\n", container.name(), Counted.of(status.size(), "test case"));
        chart.write(container.id(), status::count);
        writeNames(
                status.build().isEmpty()
                        ? "Test cases that no build has verified here"
                        : "Test cases that no test of " + status.build() + " has verified here",
                status.unverified());
        if (status.unrelatedTests().isPresent()) {
            writeNames(
                    "Tests of " + status.build() + " that verify no test case here",
                    status.unrelatedTests().get());
        }
        html.print("</section>\n");
    }

    private void writeNames(String title, List<String> names) throws IOException {
        if (names.isEmpty()) {
            html.print("<p>{}: none.</p>\n", title);
            return;
        }
        html.print("<details><summary>{}: {}</summary>\n<ul class=\"names\">\n", title, names.size());
        for (String name : names) {
            html.print("<li><bdi>{}</bdi></li>\n", name);
        }
        html.print("</ul></details>\n");
    }

    private void writeFindings() throws IOException {
        if (report.findings().isEmpty()) {
            return;
        }
        html.print("<section id=\"findings\">\n<h2>Findings</h2>\n<ul class=\"findings\">\n");
        for (Finding finding : report.findings()) {
            String severity = finding.severity().name().toLowerCase(Locale.ROOT);
            html.print(
                    "<li><span class=\"pill {}\">{}</span> <bdi>{}</bdi></li>\n",
                    severity,
                    severity,
                    finding.message());
        }
        html.print("</ul>\n</section>\n");
    }

    private void writeArchived() throws IOException {
        if (report.archived().isEmpty()) {
            return;
        }
        html.print(
                "<section id=\"archived\">\n<h2>Archived <small>{}</small></h2>\n<p>These do not count.</p>\n"
                        + "<ul class=\"names\">\n",
                report.archived().size());
        for (RunContainer container : report.archived()) {
            html.print("<li>");
            link(container.url(), container.id());
            html.print(" <bdi>{}</bdi>: {}</li>\n", container.name(), container.archived());
        }
        html.print("</ul>\n</section>\n");
    }

    private void writeCases(String id, String title, List<CaseLine> cases, boolean open) throws IOException {
        html.print(
                "<section id=\"{}\">\n<h2>{} <small>{}</small></h2>\n",
                id,
                title,
                cases.isEmpty() ? "none" : cases.size());
        if (!cases.isEmpty()) {
            html.print(open ? "<details open>" : "<details>");
            html.print(
                    "<summary>Show</summary>\n<div class=\"wide\"><table>\n<thead><tr><th>Test case</th><th>Name</th>"
                            + "<th>Status</th><th>Runs that count</th></tr></thead>\n<tbody>\n");
            for (CaseLine line : cases) {
                writeCase(line);
            }
            html.print("</tbody>\n</table></div></details>\n");
        }
        html.print("</section>\n");
    }

    private void writeCase(CaseLine line) throws IOException {
        html.print("<tr><th scope=\"row\">");
        link(line.url(), line.id());
        html.print(
                "</th><td><bdi>{}</bdi></td><td><span class=\"pill {}\">{}</span></td><td>",
                line.name(),
                line.status().word(),
                line.status().text());
        String separator = "";
        Map<String, TestRun> runs = new TreeMap<>(BY_NUMBER);
        runs.putAll(line.runs());
        for (Map.Entry<String, TestRun> run : runs.entrySet()) {
            html.print(separator);
            html.print("{}: {}{}", run.getKey(), run.getValue().status().text(), when(run.getValue()));
            separator = "<br>";
        }
        html.print("</td></tr>\n");
    }

    private static String readable(Instant date) {
        return date.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
    }

    private static String when(TestRun run) {
        return run.date().map(date -> ", " + readable(date)).orElse("")
                + (run.build().isEmpty() ? "" : ", " + run.build());
    }

    private void link(Optional<URI> address, String text) throws IOException {
        if (address.isPresent()) {
            html.print("<a href=\"{}\"><bdi>{}</bdi></a>", address.get(), text);
        } else {
            html.print("<bdi>{}</bdi>", text);
        }
    }
}
