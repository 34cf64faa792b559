package io.gitlab.verdict.output;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.VerifyingTests;
import io.gitlab.verdict.domain.VerifyingTests.VerifyingTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts that decide whether a publication succeeded.
 *
 * @param date when the publication was written
 * @param tracker name of the tracker
 * @param build the text that identifies the build in the tracker
 * @param dryRun whether nothing was written, as requested
 * @param skipped why nothing was sent to the tracker; empty if results were sent
 * @param published number of results written or repaired by this run
 * @param alreadyThere number of results that the tracker held before
 * @param unpublished the results that the tracker does not hold
 * @param unresolved number of executions without a test case
 * @param errors the findings that are errors
 */
public record PublicationSummary(
        Instant date,
        String tracker,
        String build,
        boolean dryRun,
        Optional<String> skipped,
        int published,
        int alreadyThere,
        List<Unpublished> unpublished,
        int unresolved,
        List<String> errors) {

    /**
     * A result that the tracker does not hold.
     *
     * @param testCase id of the test case
     * @param reason why it was not published
     */
    public record Unpublished(String testCase, String reason) {}

    public PublicationSummary {
        unpublished = List.copyOf(unpublished);
        errors = List.copyOf(errors);
    }

    /** The summary of that report. */
    public static PublicationSummary of(PublicationReport report) {
        return of(PublicationDocument.of(report));
    }

    /**
     * The summary of a written {@code publication.json}.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IOException if it is damaged or has another schema; the message has the remedy
     */
    public static PublicationSummary read(Path publicationJson) throws IOException {
        return PublicationReader.read(publicationJson, PublicationSummary::of);
    }

    /**
     * The test cases that each test verifies, from a written {@code publication.json}.
     *
     * @throws IOException as {@link #read(Path)} does
     */
    public static VerifyingTests verifyingTests(Path publicationJson) throws IOException {
        return PublicationReader.read(
                publicationJson,
                document -> new VerifyingTests(
                        document.build(),
                        document.executions().stream()
                                .filter(execution ->
                                        !execution.rule().equals(Rule.NO_TEST.text()) && !execution.exempt())
                                .map(execution -> new VerifyingTest(execution.displayName(), execution.testCases()))
                                .toList()));
    }

    /** The test cases that were not published, by reason, in the order of the results. */
    public Map<String, List<String>> testCasesByReason() {
        return unpublished.stream()
                .collect(groupingBy(Unpublished::reason, LinkedHashMap::new, mapping(Unpublished::testCase, toList())));
    }

    /** Number of results, in the tracker or not. */
    public int results() {
        return published + alreadyThere + unpublished.size();
    }

    static PublicationSummary of(PublicationDocument document) {
        return new PublicationSummary(
                document.instant(),
                document.tracker(),
                document.build(),
                document.dryRun(),
                Optional.ofNullable(document.skipped()),
                count(document, State.PUBLISHED),
                count(document, State.ALREADY_THERE),
                document.results().stream()
                        .filter(result -> result.is(State.UNPUBLISHED))
                        .map(result -> new Unpublished(result.testCase(), String.valueOf(result.reason())))
                        .toList(),
                (int) document.executions().stream()
                        .filter(execution -> execution.unresolved())
                        .count(),
                document.findings().stream()
                        .filter(FindingEntry::error)
                        .map(FindingEntry::message)
                        .toList());
    }

    private static int count(PublicationDocument document, State state) {
        return (int)
                document.results().stream().filter(result -> result.is(state)).count();
    }
}
