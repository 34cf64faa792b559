package io.gitlab.verdict.report.publications;

import static java.util.stream.Collectors.joining;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.output.FindingEntry;
import io.gitlab.verdict.output.PublicationDocument;
import io.gitlab.verdict.output.PublicationReader;
import io.gitlab.verdict.report.input.TextBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code publication.json} of another job of the same build: its executions with the test cases that they verify,
 * whether the job published them or not.
 *
 * @param date when the file was written
 * @param reportFiles how many report files the job read
 * @param resolutions the executions of the job; their variant includes the job's
 * @param findings the errors of the job; its other findings are left out
 */
record JobPublication(Instant date, int reportFiles, List<Resolution> resolutions, List<Finding> findings) {
    private static final long LARGEST = 100_000_000;

    JobPublication {
        resolutions = List.copyOf(resolutions);
        findings = List.copyOf(findings);
    }

    /**
     * Reads a file of at most 100 MB.
     *
     * @param budget limits the texts that are kept
     * @throws IOException if the file does not exist, is larger, is damaged or has another schema; the message includes the
     *     remedy
     */
    static JobPublication read(Path publicationJson, TextBudget budget) throws IOException {
        if (Files.size(publicationJson) > LARGEST) {
            throw new IOException(publicationJson + " is larger than " + LARGEST / 1_000_000
                    + " MB. Split the tests of that job over several jobs, or publish its reports instead.");
        }
        return PublicationReader.read(
                publicationJson, document -> of(document, new ExecutionReader(publicationJson, budget)));
    }

    private static JobPublication of(PublicationDocument document, ExecutionReader reader) {
        String job = document.ci() == null ? null : document.ci().variant();
        List<Resolution> resolutions = document.executions().stream()
                .map(execution -> reader.read(execution, variant(execution.variant(), job)))
                .toList();
        return new JobPublication(
                document.instant(), document.counts().reportFiles(), resolutions, errors(document, resolutions));
    }

    /** That no test of this job has a test case is no error if those of another job have some. */
    private static List<Finding> errors(PublicationDocument document, List<Resolution> resolutions) {
        Optional<Finding> noneResolved = new ResolvedRun(0, resolutions, List.of()).noneResolved();
        return document.findings().stream()
                .filter(FindingEntry::error)
                .map(finding -> Finding.error(finding.message()))
                .filter(error -> !noneResolved.equals(Optional.of(error)))
                .toList();
    }

    private static String variant(String execution, String job) {
        return Stream.of(execution, job).filter(Objects::nonNull).distinct().collect(joining(", "));
    }
}
