package io.gitlab.verdict.report.supplement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A format of reports that add ids and evidence to the executions of JUnit XML reports. Found as a service: a new format is a
 * package beside this one, and one line in {@code META-INF/services}.
 */
public interface SupplementFormat {
    /** Its name in messages, such as {@code Open Test Reporting}. */
    String title();

    /** Formats with a lower number are read first; the first that has a test execution of its own provides it. */
    int order();

    /** Ant patterns of its files, relative to the build directory of a module. */
    List<String> filesInBuildDirectory();

    /** Ant patterns of its files, relative to the directory of a module. */
    default List<String> filesInModule() {
        return List.of();
    }

    /** What a user can do if tests cannot be distinguished; a sentence. */
    default String whenAmbiguous() {
        return "Give the tests different names.";
    }

    /** How a file comes to have only some of the tests of a class, and the remedy; a sentence. Empty: it does not. */
    default String whenIncomplete() {
        return "";
    }

    /**
     * Whether a file that the settings name has this format. May read the beginning of the file.
     *
     * @throws IOException if the file cannot be read
     */
    boolean recognises(Path file) throws IOException;

    /**
     * Reads the files of one module. Damage is a finding, and what is readable counts.
     *
     * @param files in the order in which they were found; none is stale
     */
    void read(List<Path> files, SupplementReading reading);

    /** All formats, in their order. */
    static List<SupplementFormat> all() {
        return ServiceLoader.load(SupplementFormat.class, SupplementFormat.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(SupplementFormat::order))
                .toList();
    }
}
