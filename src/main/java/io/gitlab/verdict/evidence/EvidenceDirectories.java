package io.gitlab.verdict.evidence;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.EvidenceFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directories that may hold evidence.
 *
 * @param top directory of the top project
 * @param modules directory of each module, by its name in the executions
 * @param reports report directories of each module
 * @param ciProject directory of the CI job's checkout; empty outside CI
 * @param roots further directories
 */
public record EvidenceDirectories(
        Path top,
        Map<String, Path> modules,
        Map<String, List<Path>> reports,
        Optional<Path> ciProject,
        List<Path> roots) {

    private static final int MOST_ABOVE = 20;

    public EvidenceDirectories {
        requireNonNull(top, "top");
        modules = Map.copyOf(modules);
        reports = Map.copyOf(reports);
        requireNonNull(ciProject, "ciProject");
        roots = List.copyOf(roots);
    }

    /** All directories from which files may be attached. */
    Stream<Path> allowed() {
        return Stream.of(Stream.of(top), modules.values().stream(), ciProject.stream(), roots.stream())
                .flatMap(paths -> paths);
    }

    /** The directories that a path may be relative to, in order of preference. */
    List<Path> bases(String module) {
        return Stream.of(Optional.ofNullable(modules.get(module)), Optional.of(top), ciProject)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** The directory of the module; if it is unknown, those that its files may be in. */
    List<Path> own(String module) {
        return modules.containsKey(module) ? List.of(modules.get(module)) : bases(module);
    }

    /**
     * Where a file is. A file that a report names may be relative to the directory of the report. A file that another job lists is searched for below the directory of that job's
     * {@code publication.json} and below each directory above it, up to the project: artifacts may be kept in place, or
     * copied with the file. It must have the size that the job saw, because artifacts of different jobs overwrite each
     * other.
     *
     * @return empty if there is no such file
     * @throws InvalidPathException if it is not a valid path
     */
    Optional<Path> locate(EvidenceFile file, String module) {
        if (file.publication().isPresent()) {
            return Stream.concat(above(file.publication().get()), bases(module).stream())
                    .map(base -> base.resolve(file.path()))
                    .filter(EvidenceDirectories::exists)
                    .filter(path -> file.size().isEmpty()
                            || file.size().getAsLong() == path.toFile().length())
                    .findFirst();
        }
        if (file.size().isPresent()) {
            return Optional.of(top.resolve(file.path())).filter(EvidenceDirectories::exists);
        }
        List<Path> bases = Stream.concat(file.reportDirectory().stream(), bases(module).stream())
                .distinct()
                .toList();
        List<Path> projects =
                Stream.concat(Stream.of(top), ciProject.stream()).distinct().toList();
        return new FileLocator(bases, projects).locate(file.path());
    }

    private static boolean exists(Path path) {
        return path.getFileName() != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private Stream<Path> above(Path publication) {
        Path project = top.toAbsolutePath().normalize();
        return Stream.iterate(publication.toAbsolutePath().normalize().getParent(), Objects::nonNull, Path::getParent)
                .takeWhile(directory -> directory.startsWith(project) || !project.startsWith(directory))
                .limit(MOST_ABOVE);
    }

    /**
     * The path as text with slashes: relative to the top project, or absolute if it is outside of it. Nothing is normalized:
     * after a symbolic link, {@code ..} is the parent of the link's target.
     */
    String relative(Path path) {
        Path shown = path.startsWith(top) ? top.relativize(path) : path;
        return shown.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
