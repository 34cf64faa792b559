package io.gitlab.verdict.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A {@code .dumpstream} file in which Surefire only notes that tests, or libraries that they use, wrote to the standard
 * output of the JVM directly. Such a JVM did not crash.
 */
final class ForkOutput {

    /** Both kinds of "Corrupted channel" and "Corrupted STDOUT", the exception that comes with them, and its stack. */
    private static final List<String> HARMLESS = List.of(
            "# Created at",
            "Corrupted channel by directly writing to native stream",
            "Corrupted STDOUT by directly writing to native stream",
            "Corrupted stdin stream in forked JVM",
            "java.lang.IllegalArgumentException: Stream stdin corrupted",
            "\tat ");

    /** What a JVM that ends writes to the same output. */
    private static final List<String> FATAL =
            List.of("fatal error", "OutOfMemoryError", "insufficient memory", "Aborted", "Killed");

    /** In characters; the rest of a line is not looked at. */
    private static final int LINE = 500;

    private ForkOutput() {}

    /** Whether the file holds nothing else. False for a file that cannot be read. */
    static boolean only(Path dump) {
        if (!dump.getFileName().toString().endsWith(".dumpstream")) {
            return false;
        }
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(Files.newInputStream(dump), StandardCharsets.ISO_8859_1))) {
            return only(in);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean only(BufferedReader in) throws IOException {
        boolean any = false;
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c != '\n') {
                keep((char) c, line);
            } else if (!harmless(line.toString())) {
                return false;
            } else {
                any |= !line.isEmpty();
                line.setLength(0);
            }
        }
        return harmless(line.toString()) && (any || !line.isEmpty());
    }

    private static void keep(char c, StringBuilder line) {
        if (line.length() < LINE) {
            line.append(c);
        }
    }

    private static boolean harmless(String line) {
        return line.isBlank()
                || HARMLESS.stream().anyMatch(line::startsWith)
                        && FATAL.stream().noneMatch(line::contains);
    }
}
