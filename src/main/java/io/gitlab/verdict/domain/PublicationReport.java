package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The report on one publication: the executions that were read and resolved, the results that were published or not.
 *
 * @param id identifies the publication, and its entry in the outbox; empty if there is none
 * @param tracker name of the tracker
 * @param build the text that identifies the build in the tracker
 * @param date when the report was written
 * @param ci the CI job that published
 * @param dryRun whether it was a dry run, which writes nothing
 * @param skipped why nothing was sent to the tracker, except because of a dry run
 * @param reportFiles how many report files were read
 * @param trackerUrl the page with the results: the run container if there is one, else the tracker; empty if the
 *     tracker was not reached
 * @param results the state of each result
 * @param attachments the state of each piece of evidence
 * @param resolutions every execution with the test cases it verifies
 * @param findings further findings
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

    /** Names each part of a report; a part that is not set is empty. */
    public static final class Builder {
        private final String tracker;
        private final String build;
        private final Instant date;
        private final CiRun ci;
        private String id = "";
        private boolean dryRun;
        private Optional<String> skipped = Optional.empty();
        private int reportFiles;
        private Optional<URI> trackerUrl = Optional.empty();
        private List<ResultStatus> results = List.of();
        private List<AttachmentStatus> attachments = List.of();
        private List<Resolution> resolutions = List.of();
        private List<Finding> findings = List.of();

        private Builder(String tracker, String build, Instant date, CiRun ci) {
            this.tracker = tracker;
            this.build = build;
            this.date = date;
            this.ci = ci;
        }

        public Builder id(String value) {
            id = value;
            return this;
        }

        public Builder dryRun(boolean value) {
            dryRun = value;
            return this;
        }

        public Builder skipped(Optional<String> reason) {
            skipped = reason;
            return this;
        }

        public Builder reportFiles(int count) {
            reportFiles = count;
            return this;
        }

        public Builder trackerUrl(Optional<URI> value) {
            trackerUrl = value;
            return this;
        }

        public Builder results(List<ResultStatus> value) {
            results = value;
            return this;
        }

        public Builder attachments(List<AttachmentStatus> value) {
            attachments = value;
            return this;
        }

        public Builder resolutions(List<Resolution> value) {
            resolutions = value;
            return this;
        }

        public Builder findings(List<Finding> value) {
            findings = value;
            return this;
        }

        public PublicationReport build() {
            return new PublicationReport(
                    id,
                    tracker,
                    build,
                    date,
                    ci,
                    dryRun,
                    skipped,
                    reportFiles,
                    trackerUrl,
                    results,
                    attachments,
                    resolutions,
                    findings);
        }
    }

    /** A report of a publication to that tracker. */
    public static Builder of(String tracker, String build, Instant date, CiRun ci) {
        return new Builder(tracker, build, date, ci);
    }

    /**
     * The report of a run that failed before its results were known.
     *
     * @param reason what failed, and the remedy
     */
    public static PublicationReport failed(String tracker, String build, Instant date, CiRun ci, String reason) {
        return of(tracker, build, date, ci)
                .findings(List.of(Finding.error(reason)))
                .build();
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

    /** Whether results were sent, the tracker holds every result, and there is no error. */
    public boolean complete() {
        return skipped.isEmpty()
                && count(ResultStatus.State.UNPUBLISHED) == 0
                && findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    /** Executions of tests for which no test case was found. */
    public List<Resolution> unresolved() {
        return resolutions.stream().filter(Resolution::unresolved).toList();
    }
}
