package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What other jobs of this build told in their {@code publication.json}, to be published with what this one read.
 *
 * @param files those files; one that is there twice counts once
 * @param fence those written before this instant are stale; empty: none is
 * @param staleReports what to do with them
 */
public record CollectedPublications(List<Path> files, Optional<Instant> fence, StaleReports staleReports) {

    /** A damaged file costs itself only, and is named. */
    public ResolvedRun addTo(ResolvedRun run) throws StaleReportsException {
        Set<JobPublication> accounts = new LinkedHashSet<>();
        List<Path> stale = new ArrayList<>();
        Set<Finding> findings = new LinkedHashSet<>(run.findings());
        for (Path file : files) {
            try {
                JobPublication account = JobPublication.read(file);
                boolean old = fence.filter(account.date()::isBefore).isPresent();
                if (old) {
                    stale.add(file);
                }
                if (!old || staleReports == StaleReports.PUBLISH) {
                    accounts.add(account);
                }
            } catch (NoSuchFileException e) {
                findings.add(Finding.error(file + " does not exist. Keep it as an artifact of the job that left it."));
            } catch (IOException e) {
                findings.add(Finding.error(e.getMessage()));
            }
        }
        judge(stale, findings);
        return joined(run, accounts, findings);
    }

    private void judge(List<Path> stale, Set<Finding> findings) throws StaleReportsException {
        if (stale.isEmpty() || staleReports == StaleReports.PUBLISH) {
            return;
        }
        if (staleReports == StaleReports.FAIL) {
            throw new StaleReportsException(stale);
        }
        findings.add(Finding.warning(stale.size()
                + " publications of other jobs were written before this run and are left"
                + " out, the first is " + stale.get(0) + ". Collect those of this pipeline, or set staleReports to"
                + " publish."));
    }

    private static ResolvedRun joined(ResolvedRun run, Set<JobPublication> accounts, Set<Finding> findings) {
        List<Resolution> resolutions = new ArrayList<>(run.resolutions());
        int reportFiles = run.reportFiles();
        for (JobPublication account : accounts) {
            resolutions.addAll(account.resolutions());
            findings.addAll(account.findings());
            reportFiles = (int) Math.min(Integer.MAX_VALUE, (long) reportFiles + account.reportFiles());
        }
        return new ResolvedRun(reportFiles, resolutions, new ArrayList<>(findings));
    }
}
