package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.report.supplement.ModuleDirectories;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reports of a build.
 *
 * @param directories directories of JUnit XML reports
 * @param files report files that the settings name
 * @param modules the modules whose directories may hold supplements
 * @param named whether a setting names the reports: tests that only a supplement reports then count only if the setting names
 *     that supplement
 * @param findings problems of finding the reports, such as a pattern that matches nothing
 */
public record ReportSet(
        List<ReportDirectory> directories,
        List<NamedReport> files,
        List<ModuleDirectories> modules,
        boolean named,
        List<Finding> findings) {
    public ReportSet {
        directories = List.copyOf(directories);
        files = List.copyOf(files);
        modules = List.copyOf(modules);
        findings = List.copyOf(findings);
    }

    /** Reports in default places. */
    public ReportSet(
            List<ReportDirectory> directories,
            List<NamedReport> files,
            List<ModuleDirectories> modules,
            List<Finding> findings) {
        this(directories, files, modules, false, findings);
    }

    /** The same reports with further findings. */
    public ReportSet with(List<Finding> further) {
        return new ReportSet(
                directories,
                files,
                modules,
                named,
                Stream.concat(findings.stream(), further.stream()).toList());
    }

    /** The directories of all reports, by the name of their module. */
    public Map<String, List<Path>> directoriesByModule() {
        return Stream.concat(
                        directories.stream(),
                        files.stream()
                                .map(file -> new ReportDirectory(
                                        file.module(),
                                        file.path().toAbsolutePath().getParent())))
                .distinct()
                .collect(Collectors.groupingBy(
                        ReportDirectory::module, Collectors.mapping(ReportDirectory::path, Collectors.toList())));
    }

    /** The reports in these directories. */
    public static ReportSet of(List<ReportDirectory> directories) {
        return new ReportSet(directories, List.of(), List.of(), List.of());
    }
}
