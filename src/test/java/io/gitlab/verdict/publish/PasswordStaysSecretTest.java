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
import io.gitlab.verdict.http.FaultyServer;
import io.gitlab.verdict.http.FaultyServer.Reply;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.output.PublicationFiles;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import io.gitlab.verdict.tracker.qmetry.QMetryTrackerFactory;
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
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** If a server echoes the signed body in any encoding, the password appears in no file and no line. */
class PasswordStaysSecretTest {
    private static final String PASSWORD = "Wröng-Pa55-\"geheim\\mit<spitzen>&Ünïköde";
    private static final List<String> PIECES = List.of("Pa55", "geheim", "spitz");
    private static final VerdictPolicy POLICY = new VerdictPolicy(
            Optional.of(Verdict.FAIL), Optional.empty(), Optional.of(Verdict.PASS), Optional.of(Verdict.BLOCKED));

    @TempDir
    private Path directory;

    /** How it repeats it. */
    enum Echo {
        MESSAGE(body -> Reply.of(400, "{\"success\":false,\"message\":\"bad request: " + json(body) + "\"}")),
        CUT_MESSAGE(body -> Reply.of(400, "{\"success\":false,\"message\":\"" + json(cut(body)) + "\"}")),
        MESSAGE_WITH_STATUS_200(body -> Reply.json("{\"success\":false,\"message\":\"" + json(body) + "\"}")),
        CODE(body -> Reply.of(400, "{\"success\":false,\"code\":\"" + json(body) + "\"}")),
        CODE_OF_NO_ENTRY(body -> Reply.of(401, "{\"success\":false,\"code\":\"" + json(body) + "\"}")),
        ASCII_MESSAGE(body -> Reply.of(400, "{\"success\":false,\"code\":\"" + json(ascii(body)) + "\"}")),
        BROKEN_JSON(body -> Reply.of(500, "{\"body\":" + ascii(body))),
        NO_JSON(body -> Reply.of(400, body)),
        PAGE(body -> Reply.html(500, "<html><body><pre>" + html(body) + "</pre></body></html>")),
        CUT_PAGE(body -> Reply.html(500, "<html><body><pre>" + html(cut(body)))),
        OFFLINE_PAGE(body -> Reply.html(200, "<p>" + html(body) + "</p>")),
        NUMERIC_PAGE(body -> Reply.html(502, numeric(body))),
        RAW_PAGE(body -> Reply.html(500, "<p>" + body + "</p>")),
        THROTTLED(body -> Reply.of(429, "{\"message\":\"" + json(body) + "\"}"));

        private final Function<String, Reply> reply;

        Echo(Function<String, Reply> reply) {
            this.reply = reply;
        }
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** The body up to the middle of the password. */
    private static String cut(String body) {
        return body.substring(0, body.indexOf("spitzen") + 3);
    }

    private static String ascii(String text) {
        return each(text, c -> c < 128 ? Character.toString(c) : String.format("\\u%04X", (int) c));
    }

    private static String html(String text) {
        return each(text, c -> switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case 'ö' -> "&ouml;";
            default -> Character.toString(c);
        });
    }

    private static String numeric(String text) {
        return each(text, c -> c > 'z' || c < '0' ? "&#" + (int) c + ";" : Character.toString(c));
    }

    private static String each(String text, Function<Character, String> form) {
        StringBuilder formed = new StringBuilder();
        for (char c : text.toCharArray()) {
            formed.append(form.apply(c));
        }
        return formed.toString();
    }

    @ParameterizedTest
    @EnumSource(Echo.class)
    void keepsAnEchoedPasswordOutOfOutboxPagesAndLines(Echo echo) throws Exception {
        List<String> heard = new ArrayList<>();
        try (QMetryServer server = QMetryServer.start(directory.resolve("sandbox"));
                FaultyServer front = FaultyServer.before(server.url())) {
            front.script((seen, upstream) -> Optional.of(
                    seen.uri().endsWith("bulkupdate") ? echo.reply.apply(seen.body()) : upstream.pass(seen)));

            PublicationReport report = publish(server, front, heard);
            PublicationFiles.write(directory.resolve("target/verdict"), report);

            assertThat(front.seen()).anyMatch(seen -> seen.body().contains("password"));
            assertThat(report.count(State.UNPUBLISHED)).isEqualTo(1);
            assertThat(report.toString() + heard).doesNotContain(PIECES.toArray(String[]::new));
        }
        assertThat(directory.resolve("outbox")).isDirectoryContaining("glob:**.json");
        assertThat(filesWithThePassword()).isEmpty();
    }

    private PublicationReport publish(QMetryServer server, FaultyServer front, List<String> heard) throws Exception {
        TestExecution execution = TestExecution.of(
                        new ReportedTest("shop", "", "shop.CartIT", "shop.CartIT", "adds"),
                        Ending.of(Outcome.FAILED),
                        Instant.parse("2026-11-21T20:10:00Z"))
                .withDuration(Duration.ofMillis(10));
        Resolution resolution =
                new Resolution(execution, List.of("3b3-TC-1"), Rule.NAME, List.of(new RuleTrial(Rule.NAME, "found")));
        Map<String, String> settings = server.settings(
                "url",
                front.url().toString(),
                "project",
                "3b3",
                "testSuite",
                "3b3-TS-1",
                "platform",
                null,
                "build",
                "Alpha");
        Signature signature = new Signature("signer", new Secret(PASSWORD));
        try (Outbox outbox = new DirectoryOutbox(directory.resolve("outbox"));
                Tracker tracker =
                        new QMetryTrackerFactory().open(server.connection(settings, Optional.of(signature)))) {
            return new PublishResults(
                            new PublishResults.Request(
                                    "qmetry", settings, "B1", POLICY, CiRun.NONE, NotesTemplate.STANDARD, false),
                            Evidence.none(),
                            tracker,
                            outbox,
                            server.time().deadline(Duration.ofMinutes(10)),
                            heard::add)
                    .run(new ResolvedRun(1, List.of(resolution), List.of()));
        }
    }

    private List<Path> filesWithThePassword() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(PasswordStaysSecretTest::holdsAPiece)
                    .toList();
        }
    }

    private static boolean holdsAPiece(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return PIECES.stream().anyMatch(text::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
