package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.evidence.EvidenceCollector;
import io.gitlab.verdict.evidence.EvidenceDirectories;
import io.gitlab.verdict.evidence.EvidenceSettings;
import io.gitlab.verdict.evidence.EvidenceSettings.Executions;
import io.gitlab.verdict.evidence.EvidenceSettings.Source;
import io.gitlab.verdict.evidence.Redaction;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesOnQMetryTest {
    private static final VerdictPolicy POLICY =
            new VerdictPolicy(Optional.of(Verdict.ERROR), Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    private Path directory;

    @Test
    void theWholeStackTraceIsInTheCommentOrAttached() throws Exception {
        String trace = "java.lang.AssertionError: expected 1\n"
                + IntStream.rangeClosed(1, 20)
                        .mapToObj(line -> "\tat com.acme.shop.cart.internal.CartServiceImplementation.step" + line
                                + "(CartServiceImplementation.java:" + line + ")")
                        .collect(Collectors.joining("\n"));
        TestExecution execution = TestExecution.of(
                        ReportedTest.of("shop.CartIT", "adds"),
                        Ending.of(
                                Outcome.FAILED,
                                new Problem(Problem.Kind.FAILURE, "java.lang.AssertionError", "expected 1", trace)),
                        FakeTime.START)
                .withDuration(Duration.ZERO);
        EvidenceCollector evidence = new EvidenceCollector(
                new EvidenceSettings(Executions.FAILED, Set.of(Source.values()), List.of(), 5 << 20, 20, 5000),
                new EvidenceDirectories(directory, Map.of(), Map.of(), Optional.empty(), List.of()),
                Redaction.of(Map.of(), Set.of(), Stream.empty(), List.of()),
                path -> Optional.empty());
        try (QMetryServer server = QMetryServer.start(directory);
                Outbox outbox = new DirectoryOutbox(directory.resolve("outbox"));
                Tracker tracker = server.tracker()) {
            PublishResults.Request request = new PublishResults.Request(
                    "qmetry", server.settings(), "B1", POLICY, CiRun.NONE, NotesTemplate.STANDARD, false);
            PublicationReport report = new PublishResults(
                            request,
                            evidence,
                            tracker,
                            outbox,
                            server.time().deadline(Duration.ofMinutes(10)),
                            line -> {})
                    .run(new ResolvedRun(
                            1,
                            List.of(new Resolution(execution, List.of("ACME-TC-1"), Rule.NAME, List.of())),
                            List.of()));
            assertThat(report.complete()).isTrue();
            StoredRun run = server.runs("ACME-TS-1").stream()
                    .filter(one -> one.testCase().equals("ACME-TC-1")
                            && !one.statuses().isEmpty())
                    .findFirst()
                    .orElseThrow();
            String held = run.comment()
                    + server.files(run).stream()
                            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                            .collect(Collectors.joining());
            assertThat(held).contains("CartServiceImplementation.java:20");
        }
    }
}
