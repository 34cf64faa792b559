package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.report.supplement.ModuleDirectories;
import io.gitlab.verdict.report.supplement.Supplements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One pass over report directories, with everything read so far. */
final class ReportScan {

    private final Optional<Instant> fence;
    private final StaleReports staleReports;
    private final EvidenceStore evidence;
    private final TextBudget budget = new TextBudget();
    private final Supplements supplements;
    private final ExecutionUnion union = new ExecutionUnion();
    private final Set<Path> seen = new HashSet<>();
    private final List<Path> stale = new ArrayList<>();
    private final List<Path> damaged = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int files;

    ReportScan(Optional<Instant> fence, StaleReports staleReports, EvidenceStore evidence) {
        // File systems and CI archives store whole seconds: a file written in the second of the fence is not stale.
        this.fence = fence.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS));
        this.staleReports = staleReports;
        this.evidence = evidence;
        this.supplements = new Supplements(this.fence, staleReports == StaleReports.PUBLISH, budget, evidence);
    }

    /** Searches a module for supplements of its reports. */
    void search(ModuleDirectories module) {
        supplements.search(module);
    }

    /** Reads a directory, unless it was read before under another name or does not exist. */
    void add(ReportDirectory directory) {
        try {
            if (seen.add(directory.path().toRealPath())) {
                read(directory, DirectoryListing.of(directory.path()));
            }
        } catch (NoSuchFileException e) {
            // Many modules have no tests.
        } catch (IOException | UncheckedIOException e) {
            findings.add(Finding.error("Report directory " + directory.path() + " cannot be listed: " + e
                    + ". Make it readable, or remove it from the settings."));
        }
    }

    boolean anyFresh(List<ReportDirectory> directories) {
        return directories.stream()
                        .filter(directory -> Files.isDirectory(directory.path()))
                        .anyMatch(directory -> anyFresh(directory.path()))
                || supplements.anyFresh();
    }

    private boolean anyFresh(Path directory) {
        try {
            return DirectoryListing.of(directory).reports().stream().anyMatch(path -> !isStale(modified(path)));
        } catch (IOException | UncheckedIOException e) {
            // May hold reports; reading it reports the problem.
            return true;
        }
    }

    Reports finish() {
        List<TestExecution> executions = supplements.join(union.executions());
        findings.addAll(supplements.findings());
        stale.addAll(supplements.stale());
        files += supplements.reports();
        union.contradictions().ifPresent(findings::add);
        if (!stale.isEmpty() && staleReports == StaleReports.SKIP) {
            findings.add(Finding.warning(stale.size() + " report files were written before this run and are left out;"
                    + " the first is " + stale.get(0) + ". Run \"mvn clean\" first, or set staleReports to publish."));
        }
        findings.addAll(budget.findings());
        findings.addAll(evidence.findings());
        return new Reports(executions, files, stale, damaged, findings);
    }

    private void read(ReportDirectory directory, DirectoryListing listing) {
        FlakyCheck flaky = new FlakyCheck();
        for (Path path : listing.reports()) {
            ReportFile file = new ReportFile(directory.module(), path, modified(path));
            if (wanted(file)) {
                read(file, flaky);
            }
        }
        findings.addAll(flaky.findings());
        CrashDetector.in(directory.path(), listing, path -> !isStale(modified(path)))
                .ifPresent(findings::add);
    }

    private void read(ReportFile file, FlakyCheck flaky) {
        files++;
        ParsedReport report = ReportParser.parse(file, budget);
        if (report.damaged()) {
            damaged.add(file.path());
        }
        findings.addAll(report.findings());
        flaky.add(report);
        union.add(file.path(), report.executions());
    }

    private boolean wanted(ReportFile file) {
        if (!isStale(file.modified())) {
            return true;
        }
        stale.add(file.path());
        return staleReports == StaleReports.PUBLISH;
    }

    private boolean isStale(Instant modified) {
        return fence.filter(modified::isBefore).isPresent();
    }

    private static Instant modified(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException e) {
            // Deleted or unreadable, but not stale; reading it reports the problem.
            return Instant.MAX;
        }
    }
}
