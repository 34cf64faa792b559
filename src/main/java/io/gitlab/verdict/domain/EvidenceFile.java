package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that belongs to a test execution and may be attached to its results. Reports and other jobs' publications are not
 * trusted: the path may be any text.
 *
 * @param path as the output of the test names it; of a file that was found: relative to the top project, or absolute if the
 *     file is outside of it
 * @param size in bytes; empty if the file was not found, or not searched for
 * @param testCase the only test case that the file belongs to; empty: all test cases of the execution
 * @param publication the {@code publication.json} of another job that lists the file; empty: the file is of this run
 * @param reportDirectory the directory of the report that names the file, to which the path may be relative; empty if no
 *     report names it
 */
public record EvidenceFile(
        String path,
        OptionalLong size,
        Optional<String> testCase,
        Optional<Path> publication,
        Optional<Path> reportDirectory) {
    public EvidenceFile {
        requireNonNull(path, "path");
        requireNonNull(size, "size");
        requireNonNull(testCase, "testCase");
        requireNonNull(publication, "publication");
        requireNonNull(reportDirectory, "reportDirectory");
    }

    /** A file that no report names. */
    public EvidenceFile(String path, OptionalLong size, Optional<String> testCase, Optional<Path> publication) {
        this(path, size, testCase, publication, Optional.empty());
    }

    /** A file that a report in that directory names. */
    public static EvidenceFile named(String path, Path reportDirectory) {
        return new EvidenceFile(
                path, OptionalLong.empty(), Optional.empty(), Optional.empty(), Optional.of(reportDirectory));
    }

    /** A file that the output of a test names. */
    public static EvidenceFile named(String path) {
        return new EvidenceFile(path, OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    /** The files of these paths, which the output of a test names. */
    public static List<EvidenceFile> named(List<String> paths) {
        return paths.stream().map(EvidenceFile::named).toList();
    }

    /** Whether the file belongs to results of that test case. */
    public boolean belongsTo(String id) {
        return testCase.isEmpty() || testCase.get().equalsIgnoreCase(id);
    }
}
