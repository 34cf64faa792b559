package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.CaseStatus;
import java.io.IOException;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** A bar with the number of test cases in each status, and the numbers as text for accessibility. */
final class StatusChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 34;

    /** A single failed test case among thousands must be visible. */
    private static final int NARROWEST = 4;

    /** Narrower parts have no room for a number. */
    private static final int LEGIBLE = 34;

    private final HtmlWriter html;

    StatusChart(HtmlWriter html) {
        this.html = html;
    }

    void write(String title, ToLongFunction<CaseStatus> count) throws IOException {
        long all = 0;
        for (CaseStatus status : CaseStatus.values()) {
            all += count.applyAsLong(status);
        }
        if (all > 0) {
            writeBar(title, count, all);
        }
        writeLegend(count);
    }

    private void writeBar(String title, ToLongFunction<CaseStatus> count, long all) throws IOException {
        html.print(
                "<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\n",
                WIDTH,
                HEIGHT,
                title + ": " + words(count));
        long parts = Stream.of(CaseStatus.values())
                .filter(status -> count.applyAsLong(status) > 0)
                .count();
        long shared = WIDTH - parts * NARROWEST;
        long before = 0;
        long from = 0;
        for (CaseStatus status : CaseStatus.values()) {
            long number = count.applyAsLong(status);
            long width = number == 0 ? 0 : NARROWEST + (before + number) * shared / all - before * shared / all;
            writePart(status, number, from, width);
            before += number;
            from += width;
        }
        html.print("</svg>\n");
    }

    private void writePart(CaseStatus status, long number, long from, long width) throws IOException {
        if (number == 0) {
            return;
        }
        html.print(
                "<g><title>{}</title><rect class=\"bar-{}\" x=\"{}\" y=\"0\" width=\"{}\" height=\"{}\"/>",
                number + " " + status.text(),
                status.word(),
                from,
                width,
                HEIGHT);
        if (width >= LEGIBLE) {
            html.print(
                    "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>", from + width / 2, HEIGHT - 12, number);
        }
        html.print("</g>\n");
    }

    private void writeLegend(ToLongFunction<CaseStatus> count) throws IOException {
        html.print("<ul class=\"legend\">");
        for (CaseStatus status : CaseStatus.values()) {
            if (count.applyAsLong(status) > 0) {
                html.print(
                        "<li><svg viewBox=\"0 0 1 1\" aria-hidden=\"true\"><rect class=\"bar-{}\" width=\"1\""
                                + " height=\"1\"/></svg> {} {}</li>",
                        status.word(),
                        count.applyAsLong(status),
                        status.text());
            }
        }
        html.print("</ul>\n");
    }

    private static String words(ToLongFunction<CaseStatus> count) {
        StringBuilder words = new StringBuilder();
        for (CaseStatus status : CaseStatus.values()) {
            if (count.applyAsLong(status) > 0) {
                words.append(words.length() == 0 ? "" : ", ")
                        .append(count.applyAsLong(status))
                        .append(' ')
                        .append(status.text());
            }
        }
        return words.toString();
    }
}
