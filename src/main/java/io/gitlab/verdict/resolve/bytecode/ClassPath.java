package io.gitlab.verdict.resolve.bytecode;

import io.gitlab.verdict.domain.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The classes of one module, read on demand. An unreadable class is reported once. */
public final class ClassPath implements AutoCloseable {
    // Names come from untrusted reports: none may lead out of the directory.
    private static final Pattern NOT_IN_CLASS_NAMES = Pattern.compile("[/\\\\:;\\[<>\"|?*\\p{Cntrl}]|^\\.|\\.\\.|\\.$");
    private static final String SUFFIX = ".class";

    private final List<Path> directories;
    private final ModuleClasses module;
    private final List<Path> archives;
    private final Consumer<Finding> findings;
    private final Map<String, Optional<ClassShape>> shapes = new HashMap<>();
    private final Map<String, String> typeNames = new HashMap<>();
    private List<ZipFile> jars;
    private List<ClassShape> ownClasses;

    /**
     * Opens nothing yet.
     *
     * @param module its directories and jars in the order in which they are searched; missing ones are ignored
     * @param findings takes what cannot be read
     */
    public ClassPath(ModuleClasses module, Consumer<Finding> findings) {
        List<Path> entries = module.classPath();
        this.module = module;
        this.directories = entries.stream().filter(Files::isDirectory).toList();
        this.archives = entries.stream().filter(Files::isRegularFile).toList();
        this.findings = findings;
    }

    /** Whether none of the entries exists. */
    public boolean empty() {
        return directories.isEmpty() && archives.isEmpty();
    }

    /**
     * The class of that name, such as {@code shop.CartIT$Inner}.
     *
     * @return empty if it does not exist or cannot be read, or the module has none and others have different ones
     */
    public Optional<ClassShape> find(String name) {
        Optional<ClassShape> known = shapes.get(name);
        if (known == null) {
            known = isClassName(name) ? read(name) : Optional.empty();
            shapes.put(name, known);
        }
        return known;
    }

    /** All classes in directories, but not in jars, each once, sorted by name within a directory. */
    public List<ClassShape> ownClasses() {
        if (ownClasses == null) {
            ownClasses = ownClassNames().stream()
                    .flatMap(name -> find(name).stream())
                    .toList();
        }
        return ownClasses;
    }

    /** The names of all classes in directories, but not in jars, whether they can be read or not. */
    public List<String> ownClassNames() {
        return directories.stream()
                .flatMap(directory -> classNames(directory).stream())
                .distinct()
                .toList();
    }

    /** Closes the jars. A jar that cannot be closed is reported. */
    @Override
    public void close() {
        if (jars != null) {
            jars.forEach(this::close);
        }
    }

    private void close(ZipFile jar) {
        try {
            jar.close();
        } catch (IOException e) {
            findings.accept(Finding.info("Jar " + jar.getName() + " could not be closed: " + e.getMessage() + "."));
        }
    }

    private static boolean isClassName(String name) {
        return !name.isEmpty()
                && !name.startsWith("java.")
                && !NOT_IN_CLASS_NAMES.matcher(name).find();
    }

    private Optional<ClassShape> read(String name) {
        try {
            // A file system that ignores case may find the file of another class.
            return bytes(name)
                    .map(file -> ClassShapeReader.read(file, typeNames))
                    .filter(shape -> shape.name().equals(name));
        } catch (IOException | RuntimeException e) {
            findings.accept(Finding.warning("Class " + name + " cannot be read, so its annotations are ignored ("
                    + e.getClass().getSimpleName() + ": " + e.getMessage()
                    + "). Compile it again, with a Java version that this plugin supports."));
            return Optional.empty();
        }
    }

    private Optional<byte[]> bytes(String name) throws IOException {
        String resource = name.replace('.', '/') + SUFFIX;
        Optional<byte[]> foreign = Optional.empty();
        for (Path directory : directories) {
            Optional<byte[]> found = bytes(directory.resolve(resource));
            if (found.isPresent() && module.own().contains(directory)) {
                return found;
            }
            if (found.isPresent() && foreign.isPresent() && !Arrays.equals(found.get(), foreign.get())) {
                findings.accept(ambiguous(name));
                return Optional.empty();
            }
            foreign = foreign.or(() -> found);
        }
        return foreign.isPresent() ? foreign : inJars(resource);
    }

    private static Optional<byte[]> bytes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            // Asking first would cost another call of the operating system for each class.
            if (Files.isRegularFile(file)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Finding ambiguous(String name) {
        return Finding.warning("Class " + name + " is ambiguous, so its annotations are ignored: "
                + (module.module().isEmpty()
                        ? "its reports belong to no module"
                        : "module " + module.module() + " has none")
                + ", and other modules have different ones. Keep the test classes of the module that runs the test, or publish"
                + " its reports from the directory of their module.");
    }

    private Optional<byte[]> inJars(String resource) throws IOException {
        for (ZipFile jar : jars()) {
            ZipEntry entry = jar.getEntry(resource);
            if (entry != null) {
                try (InputStream in = jar.getInputStream(entry)) {
                    return Optional.of(in.readAllBytes());
                }
            }
        }
        return Optional.empty();
    }

    private List<ZipFile> jars() {
        if (jars == null) {
            jars = new ArrayList<>();
            archives.forEach(this::open);
        }
        return jars;
    }

    private void open(Path archive) {
        try {
            jars.add(new ZipFile(archive.toFile()));
        } catch (IOException e) {
            findings.accept(Finding.warning("Jar " + archive + " cannot be read, so its annotations are ignored ("
                    + e.getMessage() + "). Delete it, so that Maven downloads it again."));
        }
    }

    private List<String> classNames(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> directory.relativize(file).toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length())
                            .replace(directory.getFileSystem().getSeparator(), "."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            findings.accept(Finding.warning(
                    "Directory " + directory + " cannot be listed, so its classes are not found by display name ("
                            + e.getMessage() + "). Make it readable."));
            return List.of();
        }
    }
}
