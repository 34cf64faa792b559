package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.RepairStatus;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.SweepReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The file with the changes of a sweep. */
public final class SweepFile {

    /** Its name. */
    public static final String SWEEP_JSON = "sweep.json";

    private static final int SCHEMA = 1;

    /**
     * The content of the file, component by component in that order: schema 1, with the rules of {@code publication.json}.
     *
     * @param run identifies the sweep in the notes of repaired results
     * @param age in seconds
     * @param finished whether the sweep was completed
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
            List<FindingEntry> findings) {}

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
            StuckResult found = swept.result();
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

    private SweepFile() {}

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /**
     * Writes the file atomically.
     *
     * @param directory the directory; created if necessary
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
                report.results().stream().map(Execution::of).toList(),
                report.findings().stream().map(FindingEntry::of).toList());
        JsonFile.write(directory.resolve(SWEEP_JSON), document);
    }
}
