package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.TestExecution;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Identifies executions in any report of the same run, regardless of the test cases that they verify. */
final class ExecutionIdentity {
    private ExecutionIdentity() {}

    /** The identities of the executions that were folded into each result. */
    static Map<ResultKey, Set<String>> of(Publication publication, List<Resolution> resolutions) {
        return publication.results().stream()
                .collect(Collectors.toMap(
                        Result::key,
                        result -> result.executions().stream()
                                .map(position -> of(resolutions.get(position).execution()))
                                .collect(Collectors.toSet())));
    }

    private static String of(TestExecution execution) {
        List<String> parts = List.of(
                execution.module(),
                execution.variant(),
                execution.className(),
                execution.name(),
                execution.date().toString());
        return UUID.nameUUIDFromBytes(String.join("\n", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
