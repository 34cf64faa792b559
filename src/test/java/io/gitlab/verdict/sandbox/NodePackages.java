package io.gitlab.verdict.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Pinned npm packages, installed for a test. */
public final class NodePackages {
    private final Path directory;

    private NodePackages(Path directory) {
        this.directory = directory;
    }

    /**
     * Installs what a {@code package.json} names, unless it is there; skips the test where npm is missing.
     *
     * @param directory below {@code target}
     * @param marker a file that exists when everything is installed
     * @param files to be copied there, among them {@code package.json}
     */
    public static NodePackages install(Path directory, String marker, Path... files)
            throws IOException, InterruptedException {
        assumeTrue(onPath("node") && onPath("npm"), "node and npm are not on the PATH");
        Files.createDirectories(directory);
        for (Path file : files) {
            Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        NodePackages packages = new NodePackages(directory);
        if (!Files.isDirectory(directory.resolve("node_modules").resolve(marker))) {
            Path log = directory.resolve("npm.log");
            int status = packages.run(
                    300, log, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock");
            assertThat(status).as(() -> read(log)).isZero();
        }
        return packages;
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs a program in the directory and returns its exit status; its output goes into the log. */
    public int run(int seconds, Path log, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " took longer than " + seconds + " s: " + read(log));
        }
        return process.exitValue();
    }

    /** The file, or why it cannot be read. */
    public static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
