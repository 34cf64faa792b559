package io.gitlab.verdict.evidence;

import java.io.File;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the file that a report names. The name is tried as it is, then as a {@code file:} URI, with Windows separators, and
 * percent-decoded. An absolute path of another machine, such as {@code /builds/group/project/target/x.png}, is the file below
 * the project with the longest common end, at least a directory and a name.
 *
 * @param bases the directories that a path may be relative to, in order of preference
 * @param projects the directories that the checkout of another machine corresponds to
 */
record FileLocator(List<Path> bases, List<Path> projects) {
    private static final int LEAST_NAMES = 2;
    private static final int MOST_NAMES = 50;

    FileLocator {
        bases = List.copyOf(bases);
        projects = List.copyOf(projects);
    }

    /**
     * The file, which may be of any kind, or outside of the project.
     *
     * @return empty if there is no such file, or if several may be meant
     * @throws InvalidPathException if the name is not a valid path
     */
    Optional<Path> locate(String name) {
        for (Path base : bases) {
            // Windows: the colon of a URI makes an invalid path.
            Optional<Path> literal = isUri(name)
                    ? child(base, name)
                    : Optional.of(base.resolve(name))
                            .filter(path -> exists(path, name))
                            .map(FileLocator::shortened);
            if (literal.isPresent()) {
                return literal;
            }
        }
        Set<String> others = others(name);
        return others.stream()
                .flatMap(other -> bases.stream().flatMap(base -> child(base, other).stream()))
                .findFirst()
                .or(() -> Stream.concat(Stream.of(name), others.stream())
                        .flatMap(other -> ofOtherMachine(other).stream())
                        .findFirst());
    }

    /** What else the name may mean, the most literal first. */
    private static Set<String> others(String name) {
        Set<String> others = new LinkedHashSet<>();
        String path = ofUri(name);
        others.add(path);
        others.add(path.replace('\\', '/'));
        others.add(decoded(path));
        others.add(decoded(path).replace('\\', '/'));
        others.remove(name);
        return others;
    }

    private static boolean isUri(String name) {
        return name.regionMatches(true, 0, "file:", 0, 5);
    }

    /** The path of a {@code file:} URI of this machine; else the name. A URI may hold spaces that should be encoded. */
    static String ofUri(String name) {
        if (!isUri(name)) {
            return name;
        }
        String rest = name.substring(5);
        boolean authority = rest.startsWith("//");
        int path = authority ? rest.indexOf('/', 2) : 0;
        boolean local =
                path == 0 || path == 2 || path > 0 && rest.substring(2, path).equalsIgnoreCase("localhost");
        return local ? withoutSlashBeforeDrive(rest.substring(path)) : name;
    }

    /** Windows: the path of {@code file:///C:/a.png} is {@code C:/a.png}. */
    private static String withoutSlashBeforeDrive(String path) {
        boolean drive = path.length() >= 3
                && path.charAt(0) == '/'
                && Character.isLetter(path.charAt(1))
                && (path.charAt(2) == ':' || path.charAt(2) == '|');
        return drive ? path.charAt(1) + ":" + path.substring(3) : path;
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    private Optional<Path> ofOtherMachine(String name) {
        boolean absolute = name.startsWith("/") || name.matches("(?s)[A-Za-z]:/.*");
        String[] names = name.split("/");
        if (!absolute || names.length > MOST_NAMES) {
            return Optional.empty();
        }
        for (int from = 1; from <= names.length - LEAST_NAMES; from++) {
            String end = String.join("/", List.of(names).subList(from, names.length));
            List<Path> found = projects.stream()
                    .flatMap(project -> below(project, end).stream())
                    .distinct()
                    .toList();
            if (!found.isEmpty()) {
                return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> below(Path project, String name) {
        return child(project, name).map(Path::normalize).filter(path -> path.startsWith(project.normalize()));
    }

    private static Optional<Path> child(Path base, String name) {
        try {
            return Optional.of(base.resolve(name))
                    .filter(path -> exists(path, name))
                    .map(FileLocator::shortened);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Without {@code ..}, unless that is another file: after a symbolic link, it is the parent of the link's target. */
    private static Path shortened(Path path) {
        try {
            Path normal = path.normalize();
            return Files.isSameFile(normal, path) ? normal : path;
        } catch (IOException e) {
            return path;
        }
    }

    private static boolean exists(Path path, String name) {
        return !name.isBlank()
                && path.getFileName() != null
                && !isRemote(name)
                && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** On Windows, looking for such a file contacts the host that it names. */
    private static boolean isRemote(String name) {
        return File.separatorChar == '\\' && name.matches("(?s)[/\\\\]{2}.*");
    }
}
