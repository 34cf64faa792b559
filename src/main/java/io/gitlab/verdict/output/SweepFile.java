package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.RepairStatus;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.SweepReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The file that tells what a sweep changed. */
public final class SweepFile {

    /** Its name. */
    public static final String SWEEP_JSON = "sweep.json";

    private static final int SCHEMA = 1;

    /**
     * What the file holds, component by component in that order: schema 1, with the rules of {@code publication.json}.
     *
     * @param run what the notes of repaired executions name the sweep by
     * @param age in seconds
     * @param finished whether the sweep came to its end
     */
    private record Document(
            int schema,
            String tracker,
            String build,
            String run,
            String date,
            long age,
            boolean applied,
            boolean finished,
            int tooYoung,
            int filteredOut,
            List<Execution> executions,
            List<Told> findings) {}

    private record Execution(
            String reference,
            String build,
            String testCase,
            String runContainer,
            String date,
            String since,
            String verdictBefore,
            String testCaseBefore,
            String state,
            String verdict,
            String reason,
            String url) {
        private static Execution of(RepairStatus swept) {
            StuckResult found = swept.execution();
            return new Execution(
                    found.reference(),
                    found.build(),
                    orNull(swept.testCase()),
                    orNull(found.containerId()),
                    found.date().map(Instant::toString).orElse(null),
                    found.since().toString(),
                    orNull(found.verdict()),
                    found.testCase().orElse(null),
                    swept.state().text(),
                    orNull(swept.verdict()),
                    swept.reason(),
                    found.url().map(URI::toString).orElse(null));
        }
    }

    private record Told(String severity, String message) {
        private static Told of(Finding finding) {
            return new Told(finding.severity().name().toLowerCase(Locale.ROOT), finding.message());
        }
    }

    private SweepFile() {}

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /**
     * Writes the file. A reader sees the old one or the new one, never half of one.
     *
     * @param directory where to; created if need be
     * @throws IOException if the file cannot be written; the message names it
     */
    public static void write(Path directory, SweepReport report) throws IOException {
        Document document = new Document(
                SCHEMA,
                report.tracker(),
                report.build(),
                report.run(),
                report.date().toString(),
                report.age().toSeconds(),
                report.applied(),
                report.finished(),
                report.tooYoung(),
                report.filteredOut(),
                report.executions().stream().map(Execution::of).toList(),
                report.findings().stream().map(Told::of).toList());
        JsonFile.write(directory.resolve(SWEEP_JSON), document);
    }
}
