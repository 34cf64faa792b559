package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.report.input.XmlRoot;
import io.gitlab.verdict.report.supplement.Supplements;
import io.gitlab.verdict.text.FirstFew;
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
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One pass over the reports of a build, with everything read so far. */
final class ReportScan {

    private final StaleReports staleReports;
    private final ReportSet reports;
    private final EvidenceStore evidence;
    private final ReportSources sources;
    private final TextBudget budget = new TextBudget();
    private final ReportFiles files;
    private final Supplements supplements;
    private final UnknownFiles unknown = new UnknownFiles();
    private final SeenFiles seen = new SeenFiles();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * A scan.
     *
     * @param evidence stores files that reports hold inline
     * @param dates how the dates of executions are found; their current time is compared to the age of reports if there is no
     *     fence
     */
    ReportScan(
            ReportSet reports,
            Optional<Instant> fence,
            StaleReports staleReports,
            EvidenceStore evidence,
            DateRules dates) {
        this.reports = reports;
        // File systems and CI archives store whole seconds: a file written in the second of the fence is not stale.
        Optional<Instant> second = fence.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS));
        this.staleReports = staleReports;
        this.sources = new ReportSources(reports);
        this.evidence = evidence;
        this.files = new ReportFiles(second, staleReports, budget, evidence, dates);
        this.supplements =
                new Supplements(second, staleReports == StaleReports.PUBLISH, budget, evidence, dates::plausible);
    }

    /** Reads everything once. */
    Reports read() {
        findings.addAll(reports.findings());
        reports.directories().forEach(this::read);
        reports.files().stream()
                .collect(Collectors.groupingBy(
                        file -> SeenFiles.directoryOf(file.path()), TreeMap::new, Collectors.toList()))
                .forEach(this::read);
        reports.modules().forEach(module -> supplements.search(module, !reports.named()));
        return finish();
    }

    /** Whether any report is fresh, without reading it. */
    boolean anyFresh() {
        reports.modules().forEach(module -> supplements.search(module, !reports.named()));
        return reports.directories().stream()
                        .map(ReportDirectory::path)
                        .filter(Files::isDirectory)
                        .anyMatch(this::anyFresh)
                || reports.files().stream().anyMatch(file -> !files.isStale(file.path()))
                || supplements.anyFresh();
    }

    private boolean anyFresh(Path directory) {
        try {
            return DirectoryListing.of(directory).candidates().reports().stream()
                    .anyMatch(path -> !files.isStale(path));
        } catch (IOException | UncheckedIOException e) {
            // May hold reports; reading it reports the problem.
            return true;
        }
    }

    /** Reads a directory, unless it was read before under another name or does not exist. */
    private void read(ReportDirectory directory) {
        try {
            Path real = directory.path().toRealPath();
            if (seen.addDirectory(real)) {
                read(directory, real, DirectoryListing.of(directory.path()));
            }
            if (seen.holdsReports(real)) {
                sources.found(directory.source());
            }
        } catch (NoSuchFileException e) {
            // Many modules have no tests. A directory that a setting names is reported as one without reports.
        } catch (IOException | UncheckedIOException e) {
            sources.found(directory.source());
            findings.add(Finding.error("Report directory " + directory.path() + " cannot be listed: " + e
                    + ". Make it readable, or remove it from the settings."));
        }
    }

    private void read(ReportDirectory directory, Path real, DirectoryListing listing) {
        DirectoryListing.Candidates candidates = listing.candidates();
        if (seen.isCopyOfTestNg(real)) {
            sources.found(directory.source());
            leaveOutCopies(directory.path(), candidates.reports().size());
            return;
        }
        FlakyCheck flaky = new FlakyCheck();
        candidates.reports().forEach(path -> readOnce(directory.module(), real, path, flaky));
        if (!candidates.rootless().isEmpty()) {
            findings.add(rootless(directory.path(), candidates.rootless()));
        }
        findings.addAll(flaky.findings());
        findCrash(directory.path(), listing);
        if (!directory.source().isEmpty()) {
            takeSupplements(directory, listing, candidates);
        }
    }

    /** A directory that a setting names may hold reports of any format; default ones are searched for by each format. */
    private void takeSupplements(
            ReportDirectory directory, DirectoryListing listing, DirectoryListing.Candidates candidates) {
        Set<Path> known = new HashSet<>(candidates.reports());
        known.addAll(candidates.rootless());
        for (Path file : listing.files()) {
            if (!known.contains(file) && isSupplement(directory.module(), file)) {
                sources.found(directory.source());
            } else if (candidates.reports().isEmpty() && candidates.others().contains(file)) {
                unknown.add(
                        new NamedReport(directory.module(), file, directory.source(), false),
                        XmlRoot.of(file).text());
            }
        }
    }

    private static Finding rootless(Path directory, List<Path> paths) {
        List<String> names =
                paths.stream().map(path -> path.getFileName().toString()).toList();
        return Finding.warning(
                "Report directory " + directory + " has XML files without a root element, which are left out: "
                        + FirstFew.of(names) + ". If they are reports, run their tests again; if not, remove them.");
    }

    /** Reads the named files of one directory. */
    private void read(Path directory, List<NamedReport> named) {
        if (seen.isCopyOfTestNg(directory)) {
            named.forEach(file -> sources.found(file.source()));
            leaveOutCopies(directory, named.size());
            return;
        }
        FlakyCheck flaky = new FlakyCheck();
        named.forEach(file -> read(file, directory, flaky));
        findings.addAll(flaky.findings());
        boolean ofSurefire = named.stream().map(NamedReport::path).anyMatch(DirectoryListing::isNamedAsReport);
        if (ofSurefire && seen.addDirectory(directory)) {
            findCrash(directory);
        }
    }

    private void read(NamedReport named, Path directory, FlakyCheck flaky) {
        XmlRoot root =
                DirectoryListing.isNamedAsReport(named.path()) ? XmlRoot.named("testsuite") : XmlRoot.of(named.path());
        if (root.ofReport()) {
            sources.found(named.source());
            readOnce(named.module(), directory, named.path(), flaky);
            return;
        }
        if (isSupplement(named.module(), named.path())) {
            sources.found(named.source());
        } else if (named.exact() || !seen.directory(directory) && !DirectoryListing.isCompanion(named.path())) {
            unknown.add(named, root.text());
        }
    }

    private boolean isSupplement(String module, Path file) {
        try {
            return supplements.take(module, file);
        } catch (IOException e) {
            // The file is then of no known format, which is a finding.
            return false;
        }
    }

    private void leaveOutCopies(Path directory, int reports) {
        findings.add(Finding.info("The " + reports + " files in " + directory
                + " are left out: TestNG wrote them beside Surefire's reports, and they repeat the same tests."));
    }

    private void findCrash(Path directory) {
        try {
            findCrash(directory, DirectoryListing.of(directory));
        } catch (IOException | UncheckedIOException e) {
            findings.add(
                    Finding.warning("Directory " + directory + " cannot be listed, so signs of a crash of the JVM that"
                            + " ran its tests are not seen: " + e + ". Make it readable."));
        }
    }

    private void findCrash(Path directory, DirectoryListing listing) {
        CrashDetector.in(directory, listing, path -> !files.isStale(path)).ifPresent(findings::add);
    }

    private void readOnce(String module, Path directory, Path path, FlakyCheck flaky) {
        if (seen.add(directory, path)) {
            files.read(module, path, flaky);
        }
    }

    private Reports finish() {
        List<TestExecution> read = files.executions();
        List<TestExecution> executions = supplements.join(read, files.undated(), files.written());
        findings.addAll(files.findings());
        findings.addAll(supplements.findings());
        List<Path> stale = Stream.concat(files.stale().stream(), supplements.stale().stream())
                .toList();
        if (!stale.isEmpty() && staleReports == StaleReports.SKIP) {
            findings.add(Finding.warning(stale.size() + " report files were written before this run and are left out;"
                    + " the first is " + stale.get(0) + ". Run \"mvn clean\" first, or set staleReports to publish."));
        }
        findings.addAll(sources.findings());
        findings.addAll(unknown.findings());
        findings.addAll(budget.findings());
        findings.addAll(evidence.findings());
        return new Reports(
                executions,
                files.count() + supplements.reports(),
                stale,
                files.damaged(),
                findings.stream().distinct().toList());
    }
}
