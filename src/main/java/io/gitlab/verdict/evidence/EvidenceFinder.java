package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.evidence.EvidenceSettings.Source;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Searches for the evidence files of an execution. */
final class EvidenceFinder {
    private final EvidenceSettings settings;
    private final EvidenceDirectories directories;
    private final FilePatterns patterns;
    private final PublishedFiles published = new PublishedFiles();

    EvidenceFinder(EvidenceSettings settings, EvidenceDirectories directories) {
        this.settings = settings;
        this.directories = directories;
        this.patterns = new FilePatterns(settings.patterns(), new PathGuard(directories.allowed())::holds);
    }

    /**
     * The files of the execution. Files that its output names are included even if they do not exist.
     *
     * @param testCases the test cases that the execution verifies, at least one
     */
    List<EvidenceFile> find(TestExecution execution, List<String> testCases) {
        if (execution.publication().isPresent()) {
            // The other job has searched; files here belong to this job's own tests.
            return settings.attachesFiles() ? execution.evidence() : List.of();
        }
        List<EvidenceFile> found = new ArrayList<>();
        if (settings.sources().contains(Source.MARKERS)) {
            execution.evidence().forEach(file -> found.add(located(file, execution)));
            // A report may name them, too.
            published(execution).filter(file -> !found.contains(file)).forEach(found::add);
        }
        if (settings.sources().contains(Source.SYSTEM_OUT)
                && !settings.sources().contains(Source.MARKERS)) {
            execution.evidence().stream()
                    .filter(file -> file.reportDirectory().isEmpty())
                    .forEach(file -> found.add(located(file, execution)));
        }
        boolean byTestCase = testCases.size() > 1 && patterns.dependOnTestCase();
        for (String testCase : byTestCase ? testCases : testCases.subList(0, 1)) {
            Optional<String> only = byTestCase ? Optional.of(testCase) : Optional.empty();
            patterns.find(execution, testCase, directories.bases(execution.module()))
                    .forEach(match -> found.add(file(match, only)));
        }
        if (settings.sources().contains(Source.OUTPUT)) {
            output(execution).ifPresent(path -> found.add(found(path, Optional.empty())));
        }
        return found;
    }

    /** What was not searched, and why. */
    List<Finding> findings() {
        return Stream.concat(
                        patterns.findings().stream(),
                        published.gaps().stream().map(gap -> Finding.warning("Evidence may be missing: " + gap)))
                .toList();
    }

    private Stream<EvidenceFile> published(TestExecution execution) {
        return directories.own(execution.module()).stream()
                .flatMap(module -> published.find(execution, module).stream())
                .map(path -> found(path, Optional.empty()));
    }

    private EvidenceFile located(EvidenceFile file, TestExecution execution) {
        try {
            return directories
                    .locate(file, execution.module())
                    .map(path -> found(path, file.testCase()))
                    .orElse(file);
        } catch (InvalidPathException e) {
            return file;
        }
    }

    private EvidenceFile file(PatternMatch match, Optional<String> testCase) {
        return match instanceof PatternMatch.Unnameable unnameable
                ? EvidenceFile.named(unnameable.text())
                : found(((PatternMatch.Found) match).path(), testCase);
    }

    private EvidenceFile found(Path path, Optional<String> testCase) {
        return new EvidenceFile(
                directories.relative(path), OptionalLong.of(path.toFile().length()), testCase, Optional.empty());
    }

    /** Surefire names the file after the class and the report name suffix. */
    private Optional<Path> output(TestExecution execution) {
        String variant = execution.variant().isEmpty() ? "" : "-" + execution.variant();
        return Stream.of(execution.className(), execution.suite())
                .filter(name -> !name.isEmpty())
                .map(name -> name + variant + "-output.txt")
                .flatMap(name -> directories.reports().getOrDefault(execution.module(), List.of()).stream()
                        .flatMap(directory -> child(directory, name).stream()))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** A class name may be any text. */
    private static Optional<Path> child(Path directory, String name) {
        try {
            Path path = directory.resolve(name);
            return directory.equals(path.getParent()) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
