package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.files.ModifiedTime;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.report.supplement.WrittenReports;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The report files in JUnit's format, of which stale ones are left out. */
final class ReportFiles {
    private final Optional<Instant> fence;
    private final StaleReports staleReports;
    private final TextBudget budget;
    private final ReportAges ages;
    private final EvidenceStore evidence;
    private final ExecutionUnion union;
    private final List<Path> stale = new ArrayList<>();
    private final List<Path> damaged = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final WrittenReports written = new WrittenReports();
    private int files;

    /**
     * No files.
     *
     * @param fence files that were written before are stale; empty: none is
     * @param budget limits the texts that are kept
     * @param evidence stores files that reports hold inline
     * @param dates the rules of dates, whose current time the age of files is compared to if there is no fence
     */
    ReportFiles(
            Optional<Instant> fence,
            StaleReports staleReports,
            TextBudget budget,
            EvidenceStore evidence,
            DateRules dates) {
        this.fence = fence;
        this.staleReports = staleReports;
        this.budget = budget;
        this.evidence = evidence;
        this.ages = new ReportAges(dates.now());
        this.union = new ExecutionUnion(dates);
    }

    /**
     * Reads a file, unless it is stale.
     *
     * @param flaky the check of its directory
     */
    void read(String module, Path path, FlakyCheck flaky) {
        ReportFile file = new ReportFile(module, path, modified(path));
        if (isStale(path)) {
            stale.add(path);
        }
        if (staleReports == StaleReports.PUBLISH || !isStale(path)) {
            read(file, flaky);
        }
    }

    private void read(ReportFile file, FlakyCheck flaky) {
        files++;
        ages.add(file.path(), file.modified());
        written.add(file.module(), file.modified());
        ParsedReport report = ReportParser.parse(file, budget, evidence);
        if (report.damaged()) {
            damaged.add(file.path());
        }
        findings.addAll(report.findings());
        flaky.add(report);
        union.add(file, report);
    }

    boolean isStale(Path path) {
        return fence.filter(modified(path)::isBefore).isPresent();
    }

    /** A file that is deleted or unreadable is not stale: reading it reports the problem. */
    private static Instant modified(Path path) {
        return ModifiedTime.of(path).orElse(Instant.MAX);
    }

    /** The number of files that were read. */
    int count() {
        return files;
    }

    /** The executions without duplicates. */
    List<TestExecution> executions() {
        return union.executions();
    }

    /** The positions of the executions that have the date of their file; a better date removes them. */
    BitSet undated() {
        return union.undated();
    }

    WrittenReports written() {
        return written;
    }

    List<Path> stale() {
        return stale;
    }

    List<Path> damaged() {
        return damaged;
    }

    /** Damage, contradictions and ages; must be called after {@link #executions}. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(union.findings());
        if (fence.isEmpty() && staleReports != StaleReports.PUBLISH) {
            ages.finding().ifPresent(all::add);
        }
        return all;
    }
}
