package io.gitlab.verdict.run;

import io.gitlab.verdict.files.AntPattern;
import io.gitlab.verdict.files.FileListing;
import io.gitlab.verdict.report.ReportDirectory;
import io.gitlab.verdict.report.ReportSet;
import io.gitlab.verdict.report.supplement.ModuleDirectories;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of a build: those that the paths and patterns of a setting match, or the defaults of the layout if it is
 * unset.
 *
 * @param layout where the files of the build are
 */
record ProjectFiles(ProjectLayout layout) {
    private static final int SEARCH_DEPTH = 12;

    /** @param set paths or patterns of directories, such as {@code **}{@code /test-results/*}; empty: the default */
    ReportSet reports(List<String> set) {
        List<ReportDirectory> directories = set.isEmpty()
                ? layout.defaultReports()
                : directories(set)
                        .map(path -> new ReportDirectory(moduleOf(path), path))
                        .toList();
        return new ReportSet(directories, List.of(), layout.modules(), List.of());
    }

    /** @param set paths or patterns of directories; empty: the default */
    List<ModuleClasses> classes(List<String> set) {
        return set.isEmpty()
                ? layout.defaultClasses()
                : List.of(new ModuleClasses("", directories(set).toList()));
    }

    /** @param set paths or patterns of files, such as {@code shards/*}{@code /publication.json} */
    List<Path> files(List<String> set) {
        return set.stream()
                .flatMap(one -> matching(one, Files::isRegularFile).stream())
                .distinct()
                .toList();
    }

    private Stream<Path> directories(List<String> set) {
        return set.stream()
                .flatMap(one -> matching(one, Files::isDirectory).stream())
                .distinct();
    }

    private String moduleOf(Path path) {
        return layout.modules().stream()
                .filter(module -> path.startsWith(module.base()))
                .max(Comparator.comparing(module -> module.base().getNameCount()))
                .map(ModuleDirectories::module)
                .orElse("");
    }

    private List<Path> matching(String text, Predicate<Path> kind) {
        AntPattern pattern = AntPattern.of(text);
        Path start = pattern.start(layout.top()).normalize();
        return pattern.hasWildcards()
                ? FileListing.of(start, SEARCH_DEPTH, Integer.MAX_VALUE)
                        .matching(pattern)
                        .filter(kind)
                        .toList()
                : List.of(start);
    }
}
