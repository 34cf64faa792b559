package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.supplement.ModuleDirectories;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a module with its supplements, and describes what they add. */
public final class Supplemented {
    public static final Path ROOT = Path.of("src/test/resources/supplements");

    private Supplemented() {}

    /** @param build a build directory with {@code surefire-reports}, which may be missing */
    public static Reports read(Path build) {
        return read(build, Optional.empty());
    }

    public static Reports read(Path build, Optional<Instant> fence) {
        EvidenceStore store = new EvidenceStore(
                Path.of("target/test-evidence/" + build.toAbsolutePath().hashCode()), 1 << 20);
        ReportSet set = new ReportSet(
                List.of(new ReportDirectory("shop", build.resolve("surefire-reports"))),
                List.of(),
                List.of(new ModuleDirectories("shop", build.toAbsolutePath().getParent(), build)),
                List.of());
        return Fixtures.withoutRemark(new ReportReader(fence, StaleReports.SKIP, store, Fixtures.DATES).read(set));
    }

    /** Lines such as {@code CartTest adds: testCase=TC12 TC12@0 "adds an item" | shot.png}, sorted. */
    public static List<String> table(Reports reports) {
        return reports.executions().stream().map(Supplemented::line).sorted().toList();
    }

    private static String line(TestExecution execution) {
        String labels = execution.labels().stream().map(Supplemented::text).collect(Collectors.joining(" "));
        String files = execution.evidence().stream()
                .map(file -> file.path().replaceFirst(".*[/\\\\]", ""))
                .collect(Collectors.joining(" "));
        return execution.className().replaceFirst(".*\\.", "") + " " + execution.name() + ": " + labels + " | " + files;
    }

    private static String text(Label label) {
        return switch (label.kind()) {
            case STATEMENT -> label.key() + "=" + label.text();
            case TAG -> label.text() + "@" + label.distance();
            case DISPLAY_NAME -> "\"" + label.text() + "\"";
        };
    }
}
