package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.files.PathSearch;
import io.gitlab.verdict.report.NamedReport;
import io.gitlab.verdict.report.ReportDirectory;
import io.gitlab.verdict.report.ReportSet;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import io.gitlab.verdict.settings.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The files of a build: those that the paths and patterns of settings match, or the defaults of the layout if a setting is
 * unset. A part of a setting that matches nothing is a finding.
 */
final class ProjectFiles {
    private final ProjectLayout layout;
    private final ReportModules modules;
    private final List<Finding> findings = new ArrayList<>();

    ProjectFiles(ProjectLayout layout) {
        this.layout = layout;
        this.modules = new ReportModules(layout);
    }

    /**
     * The reports.
     *
     * @param setting name of the setting, for messages
     * @param set paths or patterns of files and directories; empty: the default
     * @param expected whether the build runs tests, so that parts without reports are findings
     */
    ReportSet reports(String setting, List<String> set, boolean expected) {
        List<ReportDirectory> directories = new ArrayList<>(set.isEmpty() ? layout.defaultReports() : List.of());
        List<NamedReport> files = new ArrayList<>();
        List<Finding> problems = new ArrayList<>();
        PathSearch search = search(setting, set);
        for (String text : set) {
            String source = expected ? source(setting, text) : "";
            List<Path> matching = search.matching(text);
            for (Path path : matching) {
                if (Files.isDirectory(path)) {
                    directories.add(new ReportDirectory(modules.of(path), path, source));
                } else {
                    files.add(new NamedReport(modules.of(path), path, source, PathSearch.isPath(text)));
                }
            }
            if (expected && matching.isEmpty()) {
                problems.add(nothing(source, "Correct it, or run the tests that write the reports."));
            }
        }
        search.gaps().forEach(gap -> problems.add(Finding.warning(gap)));
        return new ReportSet(directories, files, modules.all(), !set.isEmpty(), problems);
    }

    /**
     * The class path of the tests of each module. To be asked for after the reports, whose paths may show modules.
     *
     * @param set paths or patterns of directories and jars; empty: the default
     */
    List<ModuleClasses> classes(String setting, List<String> set) {
        return set.isEmpty()
                ? modules.defaultClasses()
                : modules.classes(matching(
                        setting,
                        set,
                        ProjectFiles::holdsClasses,
                        "Correct it, or keep the classes as artifacts of the job."));
    }

    /** @param set paths or patterns of files, such as {@code shards/*}{@code /publication.json} */
    List<Path> files(String setting, List<String> set, String remedy) {
        return matching(setting, set, Files::isRegularFile, remedy);
    }

    /** The problems of all searches but that for reports. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    private List<Path> matching(String setting, List<String> set, Predicate<Path> kind, String remedy) {
        PathSearch search = search(setting, set);
        Set<Path> all = new LinkedHashSet<>();
        for (String text : set) {
            List<Path> found = search.matching(text).stream().filter(kind).toList();
            if (found.isEmpty()) {
                findings.add(nothing(source(setting, text), remedy));
            }
            all.addAll(found);
        }
        search.gaps().forEach(gap -> findings.add(Finding.warning(gap)));
        return List.copyOf(all);
    }

    private static boolean holdsClasses(Path path) {
        return Files.isDirectory(path) || path.toString().endsWith(".jar");
    }

    private PathSearch search(String setting, List<String> set) {
        try {
            return new PathSearch(layout.top(), set);
        } catch (InvalidPathException e) {
            throw new InvalidSettingException(
                    setting + " has \"" + e.getInput() + "\", which is not a path: " + e.getReason() + ".", e);
        }
    }

    private static String source(String setting, String text) {
        return "\"" + text + "\" of " + setting;
    }

    private Finding nothing(String source, String remedy) {
        return Finding.warning(source + " matches nothing (relative paths begin at " + layout.top() + "). " + remedy);
    }
}
