package io.gitlab.verdict.output;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The content of {@code publication.json}, component by component in that order: schema 1. Dates are ISO-8601 in UTC with
 * milliseconds, durations are in seconds, and an unknown value is null. A new component keeps the number of the schema; a
 * component that is renamed, removed or changes its meaning raises it.
 *
 * @param skipped why nothing was sent to the tracker; null if results were sent
 * @param complete whether nothing was skipped, the tracker holds every result, and no finding is an error
 * @param counts derived from the lists below
 */
public record PublicationDocument(
        int schema,
        String id,
        String tracker,
        String build,
        String date,
        CiEntry ci,
        boolean dryRun,
        String skipped,
        boolean complete,
        Counts counts,
        String url,
        List<ResultEntry> results,
        List<AttachmentEntry> attachments,
        List<ExecutionEntry> executions,
        List<FindingEntry> findings) {

    public static final int SCHEMA = 1;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    public PublicationDocument {
        requireNonNull(tracker, "tracker");
        requireNonNull(build, "build");
        requireNonNull(date, "date");
        results = List.copyOf(results);
        // Null if written by a version without this component.
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
        executions = List.copyOf(executions);
        findings = List.copyOf(findings);
    }

    static PublicationDocument of(PublicationReport report) {
        return new PublicationDocument(
                SCHEMA,
                report.id(),
                report.tracker(),
                report.build(),
                MILLIS.format(report.date()),
                CiEntry.of(report.ci()),
                report.dryRun(),
                report.skipped().orElse(null),
                report.complete(),
                Counts.of(report),
                webAddress(report.trackerUrl()),
                report.results().stream().map(ResultEntry::of).toList(),
                report.attachments().stream().map(AttachmentEntry::of).toList(),
                report.resolutions().stream().map(ExecutionEntry::of).toList(),
                report.findings().stream().map(FindingEntry::of).toList());
    }

    /** The same publication with newer states of some of its results and attachments. */
    PublicationDocument with(List<ResultStatus> newerResults, List<AttachmentStatus> newerAttachments) {
        Map<List<String>, ResultEntry> byResult = newerResults.stream()
                .map(ResultEntry::of)
                .collect(Collectors.toMap(ResultEntry::key, Function.identity(), (first, same) -> first));
        Map<List<String>, AttachmentEntry> byAttachment = newerAttachments.stream()
                .map(AttachmentEntry::of)
                .collect(Collectors.toMap(AttachmentEntry::key, Function.identity(), (first, same) -> first));
        List<ResultEntry> newResults = results.stream()
                .map(one -> byResult.getOrDefault(one.key(), one))
                .toList();
        return new PublicationDocument(
                schema,
                id,
                tracker,
                build,
                date,
                ci,
                dryRun,
                skipped,
                skipped == null
                        && newResults.stream().noneMatch(one -> one.is(State.UNPUBLISHED))
                        && findings.stream().noneMatch(FindingEntry::error),
                counts.of(newResults),
                url,
                newResults,
                attachments.stream()
                        .map(one -> byAttachment.getOrDefault(one.key(), one))
                        .toList(),
                executions,
                findings);
    }

    /** The state of the publication, in a word or two. */
    String title() {
        if (skipped != null) {
            return "Skipped";
        }
        if (dryRun) {
            return "Dry run";
        }
        if (results.isEmpty() && complete) {
            return "Nothing to publish";
        }
        return complete ? "Complete" : "Not complete";
    }

    public Instant instant() {
        return plausible(date);
    }

    /** The date of a test. Another job may have written any date: one that cannot be published is rejected. */
    public static Instant plausible(String date) {
        Instant instant = Instant.parse(date);
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
            throw new DateTimeException(date + " is not a plausible date of a test");
        }
        return instant;
    }

    /** The CI job; unknown values are null. */
    public record CiEntry(String attempt, String variant, List<LinkEntry> links) {
        private static CiEntry of(CiRun run) {
            return new CiEntry(
                    orNull(run.attempt()),
                    orNull(run.variant()),
                    run.links().stream()
                            .map(link -> new LinkEntry(link.kind(), link.text(), webAddress(Optional.of(link.url()))))
                            .toList());
        }
    }

    public record LinkEntry(String kind, String text, String url) {}

    public record Counts(
            int reportFiles, long published, long alreadyThere, long unpublished, long unresolved, long exempt) {
        public Counts {
            if (reportFiles < 0) {
                throw new IllegalArgumentException("reportFiles is " + reportFiles);
            }
        }

        private Counts of(List<ResultEntry> results) {
            return new Counts(
                    reportFiles,
                    count(results, State.PUBLISHED),
                    count(results, State.ALREADY_THERE),
                    count(results, State.UNPUBLISHED),
                    unresolved,
                    exempt);
        }

        private static long count(List<ResultEntry> results, State state) {
            return results.stream().filter(one -> one.is(state)).count();
        }

        private static Counts of(PublicationReport report) {
            return new Counts(
                    report.reportFiles(),
                    report.count(State.PUBLISHED),
                    report.count(State.ALREADY_THERE),
                    report.count(State.UNPUBLISHED),
                    report.unresolved().size(),
                    report.resolutions().stream().filter(Resolution::exempt).count());
        }
    }

    /**
     * @param executions positions in the document's executions
     * @param duration the sum over the executions
     */
    public record ResultEntry(
            String testCase,
            String verdict,
            String date,
            double duration,
            String state,
            String reason,
            String url,
            List<Integer> executions) {

        public ResultEntry {
            requireNonNull(testCase, "testCase");
            if (Arrays.stream(State.values()).noneMatch(known -> known.text().equals(state))) {
                throw new IllegalArgumentException("unknown state " + state);
            }
        }

        private static ResultEntry of(ResultStatus status) {
            return new ResultEntry(
                    status.result().key().testCase(),
                    status.result().verdict().text(),
                    MILLIS.format(status.result().key().date()),
                    seconds(status.result().duration()),
                    status.state().text(),
                    orNull(status.reason()),
                    webAddress(status.url()),
                    status.result().executions());
        }

        private List<String> key() {
            return List.of(testCase, date);
        }

        boolean failed() {
            return verdict.equals(Verdict.FAIL.text()) || verdict.equals(Verdict.ERROR.text());
        }

        boolean is(State wanted) {
            return wanted.text().equals(state);
        }
    }

    /** @param size in bytes; null if the file was not read */
    public record AttachmentEntry(
            String testCase, String name, Long size, String execution, String state, String reason, String url) {
        private List<String> key() {
            return List.of(String.valueOf(testCase), String.valueOf(name), String.valueOf(execution));
        }

        private static AttachmentEntry of(AttachmentStatus status) {
            return new AttachmentEntry(
                    status.result().testCase(),
                    status.name(),
                    status.size().isPresent() ? status.size().getAsLong() : null,
                    status.execution(),
                    status.state().text(),
                    orNull(status.reason()),
                    webAddress(status.url()));
        }
    }

    static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** The address, unless its scheme is unsafe: a tracker's answer must not inject a {@code javascript:} link. */
    private static String webAddress(Optional<URI> url) {
        return url.filter(uri -> "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                .map(URI::toString)
                .orElse(null);
    }
}
