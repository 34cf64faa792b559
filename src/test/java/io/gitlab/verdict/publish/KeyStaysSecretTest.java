package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer.Reply;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.output.PublicationFiles;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that answers with the key it was sent gets it into no file that a run leaves behind. */
class KeyStaysSecretTest {
    private static final String CANARY = RallyServer.KEY;
    private static final VerdictPolicy POLICY = new VerdictPolicy(
            Optional.of(Verdict.FAIL), Optional.empty(), Optional.of(Verdict.PASS), Optional.of(Verdict.BLOCKED));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|{\"BatchResult\":{\"Errors\":[],\"Results\":[{\"Errors\":[\"No right for KEY\"]}]}}",
                "200|{\"BatchResult\":{\"Errors\":[\"Invalid key KEY\"],\"Results\":[]}}",
                "200|<html>KEY is offline</html>",
                "400|KEY",
                "401|<h1>KEY</h1>",
                "403|{\"key\":\"KEY\"}",
                "502|Bad gateway, KEY"
            })
    void keepsAnEchoedKeyOutOfOutboxCacheAndPages(int status, String answer) throws Exception {
        List<String> heard = new ArrayList<>();
        try (RallyServer server = RallyServer.start(directory)) {
            String testCase = server.testCase("Login works");
            server.front()
                    .script((seen, upstream) -> Optional.of(
                            seen.batch()
                                    ? new Reply(status, Map.of("X-Echo", CANARY), answer.replace("KEY", CANARY))
                                    : upstream.pass(seen)));

            PublicationReport report = publish(server, testCase, heard);
            PublicationFiles.write(directory.resolve("target/verdict"), report);

            assertThat(report.count(State.UNPUBLISHED)).isEqualTo(1);
            assertThat(report.toString() + heard).doesNotContain(CANARY);
        }
        assertThat(directory.resolve("outbox")).isDirectoryContaining("glob:**.json");
        assertThat(filesWithTheKey()).isEmpty();
    }

    private PublicationReport publish(RallyServer server, String testCase, List<String> heard) throws Exception {
        TestExecution execution = TestExecution.of(
                        new ReportedTest("shop", "", "shop.CartIT", "shop.CartIT", "adds"),
                        Ending.of(Outcome.FAILED),
                        Instant.parse("2026-11-21T20:10:00Z"))
                .withDuration(Duration.ofMillis(10));
        Resolution resolution =
                new Resolution(execution, List.of(testCase), Rule.NAME, List.of(new RuleTrial(Rule.NAME, "found")));
        try (Outbox outbox = new DirectoryOutbox(directory.resolve("outbox"));
                Tracker tracker = new RallyTrackerFactory().open(server.connection(server.settings()))) {
            return new PublishResults(
                            new PublishResults.Request(
                                    "rally",
                                    server.settings(),
                                    "B1",
                                    POLICY,
                                    CiRun.NONE,
                                    NotesTemplate.STANDARD,
                                    false),
                            Evidence.none(),
                            tracker,
                            outbox,
                            server.time().deadline(Duration.ofMinutes(10)),
                            heard::add)
                    .run(new ResolvedRun(1, List.of(resolution), List.of()));
        }
    }

    private List<Path> filesWithTheKey() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(KeyStaysSecretTest::holdsTheKey)
                    .toList();
        }
    }

    private static boolean holdsTheKey(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(CANARY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
