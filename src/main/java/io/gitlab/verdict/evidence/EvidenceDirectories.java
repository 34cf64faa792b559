package io.gitlab.verdict.evidence;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where evidence may be.
 *
 * @param top directory of the top project
 * @param modules directory of each module, by its name in the executions
 * @param reports report directories of each module
 * @param ciProject where the CI job checked the project out; empty outside CI
 * @param roots further directories that evidence may come from
 */
public record EvidenceDirectories(
        Path top,
        Map<String, Path> modules,
        Map<String, List<Path>> reports,
        Optional<Path> ciProject,
        List<Path> roots) {

    public EvidenceDirectories {
        requireNonNull(top, "top");
        modules = Map.copyOf(modules);
        reports = Map.copyOf(reports);
        requireNonNull(ciProject, "ciProject");
        roots = List.copyOf(roots);
    }

    /** All directories that evidence may come from. */
    Stream<Path> allowed() {
        return Stream.of(Stream.of(top), modules.values().stream(), ciProject.stream(), roots.stream())
                .flatMap(paths -> paths);
    }

    /** What relative paths are relative to, in this order. */
    List<Path> bases(String module) {
        return Stream.of(Optional.ofNullable(modules.get(module)), Optional.of(top), ciProject)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
