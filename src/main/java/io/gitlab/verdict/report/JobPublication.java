package io.gitlab.verdict.report;

import static java.util.stream.Collectors.joining;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.output.PublicationDocument;
import io.gitlab.verdict.output.PublicationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What another job of the same build told in its {@code publication.json}: its executions, with the test cases they prove,
 * whether it published them or not.
 *
 * @param date when it was written
 * @param reportFiles how many report files that job read
 * @param resolutions its executions; the job's variant is part of theirs
 * @param findings what that job could not read; other findings are about a part of the tests only, and stay there
 */
record JobPublication(Instant date, int reportFiles, List<Resolution> resolutions, List<Finding> findings) {
    private static final long LARGEST = 100_000_000;

    JobPublication {
        resolutions = List.copyOf(resolutions);
        findings = List.copyOf(findings);
    }

    /**
     * Reads it, if it is no larger than 100 MB.
     *
     * @throws IOException if there is none, or it is larger, or it is damaged or of another schema; the message says what to do
     */
    static JobPublication read(Path publicationJson) throws IOException {
        if (Files.size(publicationJson) > LARGEST) {
            throw new IOException(publicationJson + " is larger than " + LARGEST / 1_000_000
                    + " MB. Let that job run fewer tests, or publish its reports instead.");
        }
        return PublicationReader.read(publicationJson, JobPublication::of);
    }

    private static JobPublication of(PublicationDocument document) {
        String job = document.ci() == null ? null : document.ci().variant();
        return new JobPublication(
                document.instant(),
                document.counts().reportFiles(),
                document.executions().stream()
                        .map(execution -> execution.toResolution(variant(execution.variant(), job)))
                        .toList(),
                document.findings().stream()
                        .filter(PublicationDocument.FindingEntry::error)
                        .map(finding -> Finding.error(finding.message()))
                        .toList());
    }

    private static String variant(String execution, String job) {
        return Stream.of(execution, job).filter(Objects::nonNull).distinct().collect(joining(", "));
    }
}
