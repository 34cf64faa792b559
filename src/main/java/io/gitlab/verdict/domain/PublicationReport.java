package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The account of one publication: what was read, resolved and published, and what was not.
 *
 * @param id what identifies the publication: its name in the outbox as long as it waits there; empty when there is none
 * @param tracker name of the tracker
 * @param build the text that identifies the build in the tracker
 * @param date when the account was written
 * @param ci the CI job that published
 * @param dryRun whether nothing was written by request
 * @param skipped why nothing was sent to the tracker although nobody asked for that; empty when it was
 * @param reportFiles how many report files were read
 * @param trackerUrl where a person finds the results: the run container if there is one, else the tracker; empty when
 *     the tracker was not reached
 * @param results what became of each result
 * @param attachments what became of each piece of evidence
 * @param resolutions every execution with the test cases it proves
 * @param findings what a person should know besides
 */
public record PublicationReport(
        String id,
        String tracker,
        String build,
        Instant date,
        CiRun ci,
        boolean dryRun,
        Optional<String> skipped,
        int reportFiles,
        Optional<URI> trackerUrl,
        List<ResultStatus> results,
        List<AttachmentStatus> attachments,
        List<Resolution> resolutions,
        List<Finding> findings) {

    /**
     * The account of a run that something kept from publishing, before it was known what there is to publish.
     *
     * @param why what that was, and the one thing to do
     */
    public static PublicationReport failed(String tracker, String build, Instant date, CiRun ci, String why) {
        return new PublicationReport(
                "",
                tracker,
                build,
                date,
                ci,
                false,
                Optional.empty(),
                0,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(Finding.error(why)));
    }

    public PublicationReport {
        requireNonNull(id, "id");
        requireNonNull(tracker, "tracker");
        requireNonNull(build, "build");
        requireNonNull(date, "date");
        requireNonNull(ci, "ci");
        requireNonNull(skipped, "skipped");
        requireNonNull(trackerUrl, "trackerUrl");
        results = List.copyOf(results);
        attachments = List.copyOf(attachments);
        resolutions = List.copyOf(resolutions);
        findings = List.copyOf(findings);
    }

    /** How many results are in that state. */
    public long count(ResultStatus.State state) {
        return results.stream().filter(result -> result.state() == state).count();
    }

    /** Whether the tracker holds every result, and nothing that should have been one was lost on the way. */
    public boolean complete() {
        return count(ResultStatus.State.UNPUBLISHED) == 0
                && findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    /** Executions of tests for which no test case was found. */
    public List<Resolution> unresolved() {
        return resolutions.stream().filter(Resolution::unmapped).toList();
    }
}
