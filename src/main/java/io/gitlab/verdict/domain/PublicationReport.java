package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The report on one publication: what was read, resolved and published, and what was not.
 *
 * @param header what was published where and when
 * @param mode whether and why the publication was restricted
 * @param trackerUrl where users find the results: the run container if there is one, else the tracker; empty if the tracker
 *     was not reached
 * @param results the final state of each result
 * @param attachments the final state of each piece of evidence
 * @param run the test executions, with all findings, those of publishing included
 */
public record PublicationReport(
        Header header,
        Mode mode,
        Optional<URI> trackerUrl,
        List<ResultStatus> results,
        List<AttachmentStatus> attachments,
        ResolvedRun run) {

    /**
     * What was published where and when.
     *
     * @param id identifies the publication: its name in the outbox while it waits there; empty if there is none
     * @param tracker name of the tracker
     * @param build the text that identifies the build in the tracker
     * @param date when the report was written
     * @param ci the CI job that published
     */
    public record Header(String id, String tracker, String build, Instant date, CiRun ci) {
        public Header {
            requireNonNull(id, "id");
            requireNonNull(tracker, "tracker");
            requireNonNull(build, "build");
            requireNonNull(date, "date");
            requireNonNull(ci, "ci");
        }
    }

    /**
     * Whether and why the publication was restricted.
     *
     * @param dryRun whether nothing was written, as requested
     * @param skipped why nothing was sent to the tracker although that was not requested; empty if it was sent
     */
    public record Mode(boolean dryRun, Optional<String> skipped) {
        /** Results are sent and written. */
        public static final Mode NORMAL = new Mode(false, Optional.empty());

        public Mode {
            requireNonNull(skipped, "skipped");
        }
    }

    /**
     * The report on a run that failed before its results were known.
     *
     * @param why the cause and its remedy
     */
    public static PublicationReport failed(String tracker, String build, Instant date, CiRun ci, String why) {
        return new PublicationReport(
                new Header("", tracker, build, date, ci),
                Mode.NORMAL,
                Optional.empty(),
                List.of(),
                List.of(),
                new ResolvedRun(0, List.of(), List.of(Finding.error(why))));
    }

    public PublicationReport {
        requireNonNull(header, "header");
        requireNonNull(mode, "mode");
        requireNonNull(trackerUrl, "trackerUrl");
        results = List.copyOf(results);
        attachments = List.copyOf(attachments);
        requireNonNull(run, "run");
    }

    public String id() {
        return header.id();
    }

    public String tracker() {
        return header.tracker();
    }

    public String build() {
        return header.build();
    }

    public Instant date() {
        return header.date();
    }

    public CiRun ci() {
        return header.ci();
    }

    public boolean dryRun() {
        return mode.dryRun();
    }

    public Optional<String> skipped() {
        return mode.skipped();
    }

    public int reportFiles() {
        return run.reportFiles();
    }

    public List<Resolution> resolutions() {
        return run.resolutions();
    }

    public List<Finding> findings() {
        return run.findings();
    }

    /** How many results are in that state. */
    public long count(ResultStatus.State state) {
        return results.stream().filter(result -> result.state() == state).count();
    }

    /** Whether the tracker holds every result, and no finding is an error. */
    public boolean complete() {
        return count(ResultStatus.State.UNPUBLISHED) == 0
                && findings().stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    /** Executions of tests without a test case. */
    public List<Resolution> unresolved() {
        return resolutions().stream().filter(Resolution::unresolved).toList();
    }
}
