package io.gitlab.verdict.report;

import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.input.TextBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The report files of real Surefire runs, and hand-written edge cases. */
final class Fixtures {

    static final Path ROOT = Path.of("src/test/resources/reports");

    private Fixtures() {}

    /** Every XML file below a directory, sorted. */
    static List<Path> xmlFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    static Path surefire(String run) {
        return ROOT.resolve(run).resolve("surefire-reports");
    }

    static Reports read(Path... directories) {
        return new ReportReader(
                        Optional.empty(),
                        StaleReports.PUBLISH,
                        Instant.EPOCH,
                        new EvidenceStore(Path.of("target/test-evidence"), 1 << 20))
                .read(ReportSet.of(Stream.of(directories)
                        .map(path -> new ReportDirectory("", path))
                        .toList()));
    }

    static ParsedReport parse(Path file) throws IOException {
        return ReportParser.parse(
                new ReportFile("", file, Files.getLastModifiedTime(file).toInstant()), new TextBudget());
    }
}
