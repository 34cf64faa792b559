package io.gitlab.verdict.report;

import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.report.supplement.ModuleDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The report files of real Surefire runs, and hand-written edge cases. */
public final class Fixtures {

    static final DateRules DATES = new DateRules(Optional.empty(), ZoneOffset.UTC, Clock.systemUTC());

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

    /** The reports of directories, without the remark that most of them have no timestamps. */
    public static Reports read(Path... directories) {
        Reports reports = reader(Optional.empty(), StaleReports.PUBLISH)
                .read(ReportSet.of(Stream.of(directories)
                        .map(path -> new ReportDirectory("", path))
                        .toList()));
        return withoutRemark(reports);
    }

    /** The reports and supplements below a build directory. */
    public static Reports readModule(Path build) {
        return reader(Optional.empty(), StaleReports.PUBLISH)
                .read(new ReportSet(
                        List.of(new ReportDirectory("", build.resolve("surefire-reports"))),
                        List.of(),
                        List.of(new ModuleDirectories("", build, build)),
                        List.of()));
    }

    public static Reports withoutRemark(Reports reports) {
        return new Reports(
                reports.executions(),
                reports.files(),
                reports.stale(),
                reports.damaged(),
                reports.findings().stream()
                        .filter(finding -> !finding.message().contains("have no timestamp in their report"))
                        .toList());
    }

    /** A reader of reports without inline files. */
    static ReportReader reader(Optional<Instant> fence, StaleReports staleReports) {
        return new ReportReader(fence, staleReports, new EvidenceStore(Path.of("target/evidence"), 1 << 20), DATES);
    }

    static ParsedReport parse(Path file) throws IOException {
        return ReportParser.parse(
                new ReportFile("", file, Files.getLastModifiedTime(file).toInstant()),
                new TextBudget(),
                new EvidenceStore(Path.of("target/evidence"), 1 << 20));
    }
}
