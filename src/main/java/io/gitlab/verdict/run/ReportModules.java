package io.gitlab.verdict.run;

import io.gitlab.verdict.report.supplement.ModuleDirectories;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The modules of report files: those of the layout, and those that only the paths of reports show. A report in {@code
 * shop/target} or {@code shop/build} belongs to the module in {@code shop}, even if Maven does not know it. A report outside
 * of the project belongs to no module.
 */
final class ReportModules {
    private static final Set<String> BUILD_DIRECTORIES = Set.of("target", "build");
    private static final Set<String> REPORT_DIRECTORIES =
            Set.of("surefire-reports", "failsafe-reports", "test-results");
    private static final List<String> CLASS_DIRECTORIES = List.of(
            "test-classes",
            "classes/java/test",
            "classes/kotlin/test",
            "classes/groovy/test",
            "classes",
            "classes/java/main",
            "classes/kotlin/main",
            "classes/groovy/main");

    private final ProjectLayout layout;
    private final Map<Path, ModuleDirectories> shown = new LinkedHashMap<>();

    ReportModules(ProjectLayout layout) {
        this.layout = layout;
    }

    /** The name of the module of a report, or of a directory of reports or classes. */
    String of(Path path) {
        Optional<ModuleDirectories> known = layout.modules().stream()
                .filter(module -> path.startsWith(module.base()) || path.startsWith(module.build()))
                .max(Comparator.comparing(module -> module.base().getNameCount()));
        // In a known module, a report directory that is named alone may be anywhere.
        boolean named = known.filter(module -> !module.module().isEmpty()).isPresent();
        if (known.isEmpty() && !path.startsWith(layout.top())) {
            // Above a directory elsewhere may be any other project, or a whole home directory.
            return "";
        }
        return buildDirectory(path)
                .or(() -> named ? Optional.empty() : aboveReports(path))
                .filter(build -> known.isEmpty() || isDeeper(build, known.get()))
                .map(build -> shown.computeIfAbsent(build, this::module).module())
                .orElse(known.map(ModuleDirectories::module).orElse(""));
    }

    private static boolean isDeeper(Path build, ModuleDirectories known) {
        Path base = base(build);
        return !build.equals(known.build()) && !base.equals(known.base()) && base.startsWith(known.base());
    }

    /** The directory of the module with that build directory, or with reports directly in subdirectories. */
    private static Path base(Path build) {
        return BUILD_DIRECTORIES.contains(build.getFileName().toString()) ? build.getParent() : build;
    }

    private Optional<Path> buildDirectory(Path path) {
        return ancestors(path, BUILD_DIRECTORIES).filter(build -> build.getParent() != null);
    }

    private Optional<Path> aboveReports(Path path) {
        return ancestors(path, REPORT_DIRECTORIES).map(Path::getParent).filter(build -> build.getParent() != null);
    }

    /** The innermost directory with one of these names; directories above the project do not count. */
    private Optional<Path> ancestors(Path path, Set<String> names) {
        Predicate<Path> inside =
                path.startsWith(layout.top()) ? one -> !layout.top().startsWith(one) : one -> true;
        return Stream.iterate(path, Objects::nonNull, Path::getParent)
                .takeWhile(inside)
                .filter(one -> one.getFileName() != null
                        && names.contains(one.getFileName().toString()))
                .findFirst();
    }

    private ModuleDirectories module(Path build) {
        Path base = base(build);
        String name = name(base);
        boolean taken =
                layout.modules().stream().anyMatch(module -> module.module().equals(name));
        return new ModuleDirectories(taken ? "./" + name : name, base, build);
    }

    private String name(Path base) {
        Path shortest = base.startsWith(layout.top()) ? layout.top().relativize(base) : base;
        return shortest.toString().replace(base.getFileSystem().getSeparator(), "/");
    }

    /** All modules; complete after all paths were asked for. */
    List<ModuleDirectories> all() {
        return Stream.concat(layout.modules().stream(), shown.values().stream()).toList();
    }

    /** The default classes of all modules; a module that only its reports show has those beside them. */
    List<ModuleClasses> defaultClasses() {
        List<ModuleClasses> all = new ArrayList<>(layout.defaultClasses());
        for (ModuleDirectories module : shown.values()) {
            Set<Path> path = new LinkedHashSet<>(classes(module));
            shown.values().forEach(other -> path.addAll(classes(other)));
            all.add(new ModuleClasses(module.module(), List.copyOf(path), Set.copyOf(classes(module))));
        }
        return all;
    }

    private static List<Path> classes(ModuleDirectories module) {
        return CLASS_DIRECTORIES.stream().map(module.build()::resolve).toList();
    }

    /** The given directories of classes for each module, its own first. */
    List<ModuleClasses> classes(List<Path> directories) {
        directories.forEach(this::of);
        return all().stream()
                .map(ModuleDirectories::module)
                .distinct()
                .map(module -> new ModuleClasses(module, ownFirst(module, directories), own(module, directories)))
                .toList();
    }

    private Set<Path> own(String module, List<Path> directories) {
        return directories.stream().filter(path -> of(path).equals(module)).collect(Collectors.toSet());
    }

    private List<Path> ownFirst(String module, List<Path> directories) {
        Comparator<Path> own = Comparator.comparing(path -> !of(path).equals(module));
        return directories.stream().sorted(own).toList();
    }
}
