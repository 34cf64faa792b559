package io.gitlab.verdict.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Admits files only from certain directories, after symbolic links are resolved. A test may come from an untrusted merge
 * request, and may name any path: it must not be able to reach secrets of the runner.
 */
final class PathGuard {
    private static final Set<String> PRIVATE_DIRECTORIES = Set.of(
            ".git",
            ".hg",
            ".svn",
            ".ssh",
            ".gnupg",
            ".aws",
            ".azure",
            ".gcloud",
            ".kube",
            ".docker",
            ".m2",
            ".verdict");

    private static final Pattern PRIVATE_FILES = Pattern.compile("settings(-security)?\\.xml"
            + "|.*\\.(pem|key|p8|p12|pfx|jks|jceks|bcfks|keystore|kdbx|ppk|asc|gpg|ovpn|tfstate)"
            + "|id_(rsa|dsa|ecdsa|ed25519)(_sk)?(\\..*)?|\\.env(\\..*)?|.*\\.env|\\.?_?netrc|\\.npmrc|\\.yarnrc(\\.yml)?"
            + "|\\.pypirc|\\.pgpass|\\.my\\.cnf|\\.git-credentials|\\.gitconfig|\\.htpasswd|\\.boto|\\.vault-token"
            + "|\\.dockercfg|\\.dockerconfigjson|credentials(\\..*)?|kubeconfig|known_hosts|authorized_keys"
            + "|gradle\\.properties");

    private final List<Path> roots = new ArrayList<>();

    /** @param directories missing ones and file system roots are ignored */
    PathGuard(Stream<Path> directories) {
        for (Path directory : directories.distinct().toList()) {
            try {
                Path real = directory.toRealPath();
                if (real.getNameCount() > 0) {
                    roots.add(real);
                }
            } catch (IOException e) {
                // A missing directory holds no files.
            }
        }
    }

    /** Whether a directory is one of those, or in one. */
    boolean holds(Path directory) {
        try {
            Path real = directory.toRealPath();
            return roots.stream().anyMatch(real::startsWith);
        } catch (IOException e) {
            return false;
        }
    }

    /** The real path of a regular file that may be attached. */
    Path admit(Path path) throws RefusedFileException {
        try {
            Path real = path.toRealPath();
            Path root = roots.stream()
                    .filter(real::startsWith)
                    .findFirst()
                    .orElseThrow(() -> new RefusedFileException("is outside of the project's directories; to allow it,"
                            + " add its directory to <attachmentRoots>"));
            refusePrivate(root.relativize(real));
            refusePrivate(path.getFileName());
            refuseSpecial(real);
            return real;
        } catch (NoSuchFileException e) {
            throw new RefusedFileException("does not exist");
        } catch (IOException e) {
            throw new RefusedFileException("cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static void refusePrivate(Path inside) throws RefusedFileException {
        for (Path part : inside) {
            String name = part.toString().toLowerCase(Locale.ROOT);
            if (PRIVATE_DIRECTORIES.contains(name)
                    || PRIVATE_FILES.matcher(name).matches()) {
                throw new RefusedFileException("has a name that is typical of secrets");
            }
        }
    }

    private static void refuseSpecial(Path real) throws IOException, RefusedFileException {
        if (!attributes(real).isRegularFile()) {
            throw new RefusedFileException("is not a regular file");
        }
        try {
            // A hard link may lead to a file anywhere on the disk.
            if ((int) Files.getAttribute(real, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1) {
                throw new RefusedFileException("has hard links, which may lead outside of the project; attach a copy");
            }
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // The file system does not support this attribute.
        }
    }

    private static BasicFileAttributes attributes(Path real) throws IOException {
        return Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Opens an admitted file, unless it was replaced meanwhile.
     *
     * @throws RefusedFileException if it was replaced
     */
    static InputStream open(Path real) throws IOException, RefusedFileException {
        Object before = attributes(real).fileKey();
        if (!attributes(real).isRegularFile()) {
            throw new RefusedFileException("is not a regular file");
        }
        InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS);
        if (real.toRealPath().equals(real)
                && Objects.equals(before, attributes(real).fileKey())) {
            return in;
        }
        in.close();
        throw new RefusedFileException("was replaced while it was read");
    }
}
