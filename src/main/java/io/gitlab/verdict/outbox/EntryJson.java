package io.gitlab.verdict.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The shape of an entry in its file; the documentation of the package explains each name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EntryJson(
        String storedAt,
        String tracker,
        Map<String, String> settings,
        Map<String, String> settled,
        String build,
        String files,
        Integer attempts,
        String nextAttempt,
        String dead,
        String lastReplay,
        List<ResultJson> results) {

    static EntryJson of(OutboxEntry entry) {
        Progress progress = entry.progress();
        Map<ResultKey, ResultStatus> ended = progress.results().stream()
                .collect(Collectors.toMap(status -> status.result().key(), Function.identity()));
        Map<AttachmentJson.Place, AttachmentStatus> attached = progress.attachments().stream()
                .collect(Collectors.toMap(AttachmentJson.Place::of, Function.identity()));
        return new EntryJson(
                entry.storedAt().toString(),
                entry.tracker(),
                entry.settings(),
                progress.place(),
                entry.publication().build(),
                entry.files().isEmpty() ? null : entry.files(),
                progress.attempts() == 0 ? null : progress.attempts(),
                progress.notBefore().map(Instant::toString).orElse(null),
                progress.dead().orElse(null),
                progress.lastReplay().map(Instant::toString).orElse(null),
                entry.publication().results().stream()
                        .map(result -> ResultJson.of(
                                result,
                                entry.tests().getOrDefault(result.key(), Set.of()),
                                Optional.ofNullable(ended.get(result.key())),
                                attached))
                        .toList());
    }

    OutboxEntry toEntry() {
        List<Result> frozen = results.stream().map(ResultJson::toResult).toList();
        List<ResultStatus> ended = IntStream.range(0, frozen.size())
                .mapToObj(i -> results.get(i).toStatus(frozen.get(i)))
                .flatMap(Optional::stream)
                .toList();
        List<AttachmentStatus> attached = IntStream.range(0, frozen.size())
                .boxed()
                .flatMap(i -> results.get(i).attached(frozen.get(i).key()))
                .toList();
        return new OutboxEntry(
                Instant.parse(storedAt),
                tracker,
                settings,
                new Publication(build, frozen),
                tests(frozen),
                files == null ? "" : files,
                new Progress(
                        settled == null ? Map.of() : settled,
                        ended,
                        attached,
                        attempts == null ? 0 : attempts,
                        Optional.ofNullable(nextAttempt).map(Instant::parse),
                        Optional.ofNullable(dead),
                        Optional.ofNullable(lastReplay).map(Instant::parse)));
    }

    private Map<ResultKey, Set<String>> tests(List<Result> frozen) {
        Map<ResultKey, Set<String>> tests = new HashMap<>();
        for (int i = 0; i < frozen.size(); i++) {
            if (results.get(i).tests() != null) {
                tests.put(frozen.get(i).key(), Set.copyOf(results.get(i).tests()));
            }
        }
        return tests;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResultJson(
            String testCase,
            String date,
            String verdict,
            String duration,
            String notes,
            List<Integer> executions,
            List<AttachmentJson> attachments,
            SortedSet<String> tests,
            String state,
            String reason,
            String url) {

        private static final String PENDING = "pending";

        static ResultJson of(
                Result result,
                Set<String> tests,
                Optional<ResultStatus> status,
                Map<AttachmentJson.Place, AttachmentStatus> attached) {
            List<AttachmentJson> attachments = result.attachments().stream()
                    .map(one -> AttachmentJson.of(
                            one, Optional.ofNullable(attached.get(new AttachmentJson.Place(result.key(), one.name())))))
                    .toList();
            return new ResultJson(
                    result.key().testCase(),
                    result.key().date().toString(),
                    result.verdict().text(),
                    result.duration().toString(),
                    result.notes(),
                    result.executions(),
                    attachments.isEmpty() ? null : attachments,
                    tests.isEmpty() ? null : new TreeSet<>(tests),
                    status.map(known -> known.state().text()).orElse(PENDING),
                    status.map(ResultStatus::reason)
                            .filter(reason -> !reason.isEmpty())
                            .orElse(null),
                    status.flatMap(ResultStatus::url).map(URI::toString).orElse(null));
        }

        Result toResult() {
            return new Result(
                    new ResultKey(testCase, Instant.parse(date)),
                    Verdict.ofText(verdict).orElseThrow(),
                    Duration.parse(duration),
                    notes,
                    executions,
                    listed().stream().map(AttachmentJson::toAttachment).toList());
        }

        /** Absent in entries without attachments. */
        private List<AttachmentJson> listed() {
            return attachments == null ? List.of() : attachments;
        }

        Stream<AttachmentStatus> attached(ResultKey key) {
            return listed().stream().flatMap(one -> one.toStatus(key).stream());
        }

        Optional<ResultStatus> toStatus(Result result) {
            if (state.equals(PENDING)) {
                return Optional.empty();
            }
            State known = Arrays.stream(State.values())
                    .filter(one -> one.text().equals(state))
                    .findFirst()
                    .orElseThrow();
            return Optional.of(new ResultStatus(
                    result,
                    known,
                    reason == null ? "" : reason,
                    Optional.ofNullable(url).map(URI::create)));
        }
    }
}
