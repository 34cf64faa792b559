package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.evidence.EvidenceSettings.Source;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The places that are looked at for the evidence of an execution. */
final class EvidenceFinder {
    /** As many as the notes show. */
    private static final int LINES_IN_NOTES = 25;

    private final EvidenceSettings settings;
    private final EvidenceDirectories places;
    private final FilePatterns patterns;

    EvidenceFinder(EvidenceSettings settings, EvidenceDirectories places) {
        this.settings = settings;
        this.places = places;
        this.patterns = new FilePatterns(settings.patterns());
    }

    /** @param folded whether the result comes from other executions, too */
    List<Candidate> find(TestExecution execution, String testCase, boolean folded) {
        List<Path> bases = places.bases(execution.module());
        List<Candidate> found = new ArrayList<>();
        if (settings.sources().contains(Source.MARKERS)) {
            execution.attachments().forEach(path -> found.add(new Candidate.Named(path, bases)));
        }
        found.addAll(patterns.find(execution, testCase, bases));
        if (settings.sources().contains(Source.STACK_TRACE)) {
            stackTrace(execution, folded).ifPresent(found::add);
        }
        if (settings.sources().contains(Source.OUTPUT)) {
            output(execution).ifPresent(path -> found.add(new Candidate.Found(path)));
        }
        return found;
    }

    /** Surefire names the file by the class, with the report name suffix. */
    private Optional<Path> output(TestExecution execution) {
        String variant = execution.variant().isEmpty() ? "" : "-" + execution.variant();
        return Stream.of(execution.className(), execution.suite())
                .filter(name -> !name.isEmpty())
                .map(name -> name + variant + "-output.txt")
                .flatMap(name -> places.reports().getOrDefault(execution.module(), List.of()).stream()
                        .flatMap(directory -> below(directory, name).stream()))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** A class name may be any text. */
    private static Optional<Path> below(Path directory, String name) {
        try {
            Path path = directory.resolve(name);
            return directory.equals(path.getParent()) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<Candidate> stackTrace(TestExecution execution, boolean folded) {
        List<Problem> problems = execution.problems();
        boolean inNotes =
                problems.size() == 1 && problems.get(0).detail().lines().count() <= LINES_IN_NOTES;
        if (problems.isEmpty() || inNotes && !folded) {
            return Optional.empty();
        }
        String text = problems.stream().map(EvidenceFinder::text).collect(Collectors.joining("\n"));
        return Optional.of(new Candidate.Text("stack-trace.txt", execution.displayName() + "\n\n" + text));
    }

    private static String text(Problem problem) {
        String head = problem.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + problem.type();
        return Stream.of(head, problem.message(), problem.detail())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
