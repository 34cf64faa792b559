package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.report.supplement.ModuleDirectories;
import java.util.List;

/**
 * The reports of a build.
 *
 * @param directories directories of JUnit XML reports
 * @param files report files that the settings name
 * @param modules the modules whose directories may hold supplements
 * @param findings problems of finding the reports, such as a pattern that matches nothing
 */
public record ReportSet(
        List<ReportDirectory> directories,
        List<NamedReport> files,
        List<ModuleDirectories> modules,
        List<Finding> findings) {
    public ReportSet {
        directories = List.copyOf(directories);
        files = List.copyOf(files);
        modules = List.copyOf(modules);
        findings = List.copyOf(findings);
    }

    /** The reports in these directories. */
    public static ReportSet of(List<ReportDirectory> directories) {
        return new ReportSet(directories, List.of(), List.of(), List.of());
    }
}
