package io.gitlab.verdict.report.publications;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.report.StaleReports;
import io.gitlab.verdict.report.StaleReportsException;
import io.gitlab.verdict.report.input.TextBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code publication.json} of other jobs of this build, to be published together with this job's executions.
 *
 * @param files the files; of several with the same content, one counts
 * @param fence publications written before this instant are stale; empty: none is
 * @param staleReports the handling of stale publications
 */
public record CollectedPublications(List<Path> files, Optional<Instant> fence, StaleReports staleReports) {

    public CollectedPublications {
        files = List.copyOf(files);
    }

    /** A run with the executions of the other jobs added. A damaged file is reported, and the others still count. */
    public ResolvedRun addTo(ResolvedRun run) throws StaleReportsException {
        TextBudget budget = new TextBudget();
        List<JobPublication> publications = new ArrayList<>();
        List<Path> stale = new ArrayList<>();
        Set<Finding> findings = new LinkedHashSet<>(run.findings());
        for (Path file : files.stream().distinct().toList()) {
            try {
                requireFile(file);
                if (isCopy(file)) {
                    continue;
                }
                JobPublication publication = JobPublication.read(file, budget);
                boolean old = fence.filter(publication.date()::isBefore).isPresent();
                if (old) {
                    stale.add(file);
                }
                if (!old || staleReports == StaleReports.PUBLISH) {
                    publications.add(publication);
                }
            } catch (NoSuchFileException e) {
                findings.add(Finding.error(file + " does not exist. Keep it as an artifact of the job that wrote it."));
            } catch (IOException e) {
                findings.add(Finding.error(e.getMessage()));
            }
        }
        handle(stale, findings);
        findings.addAll(budget.findings());
        return joined(run, publications, findings);
    }

    /** Opening a pipe would wait for its writer. */
    private static void requireFile(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(
                    file + " is not a file. Set verdict.publications to the publication.json of other jobs.");
        }
    }

    /** Whether an earlier file has the same content. */
    private boolean isCopy(Path file) throws IOException {
        for (Path other : files.subList(0, files.indexOf(file))) {
            if (Files.isRegularFile(other) && Files.mismatch(file, other) < 0) {
                return true;
            }
        }
        return false;
    }

    private void handle(List<Path> stale, Set<Finding> findings) throws StaleReportsException {
        if (stale.isEmpty() || staleReports == StaleReports.PUBLISH) {
            return;
        }
        if (staleReports == StaleReports.FAIL) {
            throw new StaleReportsException(stale);
        }
        findings.add(Finding.warning(stale.size()
                + " publications of other jobs were written before this run and are left out; the first is "
                + stale.get(0) + ". Collect the publications of this pipeline, or set staleReports to publish."));
    }

    private static ResolvedRun joined(ResolvedRun run, List<JobPublication> publications, Set<Finding> findings) {
        List<Resolution> resolutions = new ArrayList<>(run.resolutions());
        int reportFiles = run.reportFiles();
        for (JobPublication publication : publications) {
            resolutions.addAll(publication.resolutions());
            findings.addAll(publication.findings());
            reportFiles = (int) Math.min(Integer.MAX_VALUE, (long) reportFiles + publication.reportFiles());
        }
        return new ResolvedRun(reportFiles, resolutions, new ArrayList<>(findings));
    }
}
