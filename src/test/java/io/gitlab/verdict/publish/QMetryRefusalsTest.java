package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer;
import io.gitlab.verdict.http.FaultyServer.Reply;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import io.gitlab.verdict.tracker.qmetry.QMetryTrackerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The reaction to QMetry's refusals and the messages about them, by HTTP status and QMetry's text. */
class QMetryRefusalsTest {
    private static final String INFO = "/rest/admin/project/getinfo";
    private static final String SUITES = "/rest/testsuites/list/viewColumns";
    private static final String BULK_UPDATE = "/rest/execution/runstatus/bulkupdate";

    @TempDir
    private Path directory;

    private QMetryServer server;
    private FaultyServer way;

    @BeforeEach
    void start() {
        server = QMetryServer.start(directory);
        way = FaultyServer.before(server.url());
    }

    @AfterEach
    void stop() {
        way.close();
        server.close();
    }

    private void answer(String path, Reply reply) {
        way.script((seen, upstream) -> Optional.of(seen.uri().equals(path) ? reply : upstream.pass(seen)));
    }

    private static Reply json(int status, String body) {
        return Reply.of(status, body);
    }

    private static Reply code(int status, String code) {
        return json(status, "{\"success\":false,\"code\":\"" + code + "\"}");
    }

    private List<ResultStatus> publish() throws IOException {
        String[] settings = {"url", way.url().toString()};
        return publish("ACME", 8, Optional.empty(), settings);
    }

    private List<ResultStatus> publishSigned() throws IOException {
        String[] settings = {
            "url", way.url().toString(), "project", "3b3", "testSuite", "3b3-TS-1", "platform", null, "build", "Alpha"
        };
        return publish("3b3", 2, Optional.of(new Signature("signer", new Secret("_sandbox-signature"))), settings);
    }

    private List<ResultStatus> publish(String key, int count, Optional<Signature> signature, String... settings)
            throws IOException {
        List<Result> results = IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Result(
                        new ResultKey(key + "-TC-" + i, Instant.parse("2026-11-21T20:15:03Z")),
                        Verdict.PASS,
                        Duration.ZERO,
                        "",
                        List.of(0)))
                .toList();
        try (Tracker tracker =
                new QMetryTrackerFactory().open(server.connection(server.settings(settings), signature))) {
            return new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(new Publication("GitLab-4711", results), Reconciler.How.WRITE)
                    .results();
        }
    }

    private long writes() {
        return way.seen().stream()
                .filter(seen -> seen.uri().equals(BULK_UPDATE))
                .count();
    }

    private static String reason(List<ResultStatus> results) {
        assertThat(results)
                .allSatisfy(one -> assertThat(one.state()).isEqualTo(State.UNPUBLISHED))
                .extracting(ResultStatus::reason)
                .containsOnly(results.get(0).reason());
        return results.get(0).reason();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":false,\"code\":\"CO.ENTITY_NOT_FOUND_ERROR\"}",
                "{\"code\":\"CO.ENTITY_NOT_FOUND_ERROR\"}",
                "{\"success\":true,\"code\":\"CO.ENTITY_NOT_FOUND_ERROR\"}",
            })
    void refusesTheOneThatQMetryDoesNotFindAlone(String envelope) throws IOException {
        String run = Long.toString(server.runs("ACME-TS-1").stream()
                .filter(one -> one.platform().equals("Chrome") && one.testCase().equals("ACME-TC-5"))
                .findFirst()
                .orElseThrow()
                .run());
        way.script((seen, upstream) -> Optional.of(
                seen.uri().equals(BULK_UPDATE) && seen.body().contains(run)
                        ? json(404, envelope)
                        : upstream.pass(seen)));
        List<ResultStatus> results = publish();

        assertThat(results)
                .extracting(ResultStatus::state)
                .containsExactly(
                        State.PUBLISHED,
                        State.PUBLISHED,
                        State.PUBLISHED,
                        State.PUBLISHED,
                        State.UNPUBLISHED,
                        State.PUBLISHED,
                        State.PUBLISHED,
                        State.PUBLISHED);
        assertThat(results.get(4).reason())
                .contains("CO.ENTITY_NOT_FOUND_ERROR")
                .doesNotContain("no QMetry");
    }

    @ParameterizedTest
    @CsvSource({"400, CO.GENERAL_EXCEPTION", "404, CO.ENTITY_NOT_FOUND_ERROR"})
    void tellsWhatWasRefusedAndQMetrysCode(int status, String code) throws IOException {
        answer(SUITES, code(status, code));
        assertThat(reason(publish())).contains("QMetry refused to find the suite", code);
        answer(INFO, json(status, "{\"code\":\"" + code + "\"}"));
        assertThat(reason(publish())).contains("QMetry refused to read the project", code);
    }

    @Test
    void tellsThatThereIsNoQMetryWhereAPageSaysSo() throws IOException {
        answer(INFO, Reply.html(404, "<html><body>HTTP Status 404 - Not Found</body></html>"));
        assertThat(reason(publish())).contains("There is no QMetry at " + way.url(), "<qmetry><url>");
    }

    @ParameterizedTest
    @CsvSource({
        "200, '[1,2]'",
        "400, '[]'",
        "400, <html><body>Bad Request</body></html>",
        "404, '[{\"code\":1}]'",
    })
    void doesNotTakeForARefusalWhatIsNotAsQMetryAnswers(int status, String body) throws IOException {
        for (String path : List.of(SUITES, BULK_UPDATE, INFO)) {
            answer(path, Reply.of(status, body));
            assertThat(reason(publish()))
                    .contains(way.url().toString(), "<qmetry><url>", status == 404 ? "HTTP 404" : "<proxy>")
                    .doesNotContain("QMetry refused", "does not say why");
        }
    }

    /** Changes the properties that QMetry returns for the project. */
    private void tellOfProject(Consumer<ObjectNode> change) {
        way.script((seen, upstream) -> {
            Reply reply = upstream.pass(seen);
            if (!seen.uri().equals(INFO)) {
                return Optional.of(reply);
            }
            ObjectNode info = (ObjectNode) new ObjectMapper().readTree(reply.body());
            change.accept(info);
            return Optional.of(Reply.json(info.toString()));
        });
    }

    @Test
    void asksForIdOrNameWhereTheKeyOfTheProjectIsNotTold() throws IOException {
        AtomicReference<String> name = new AtomicReference<>();
        AtomicReference<String> id = new AtomicReference<>();
        tellOfProject(info -> {
            info.remove("projects");
            name.set(info.path("currentProjectName").asString());
            id.set(info.path("currentProjectId").asString());
        });
        assertThat(reason(publish()))
                .contains("\"ACME\"", "without its key", "key", "<qmetry><project>" + id.get() + "</project>")
                .contains("\"" + name.get() + "\"")
                .doesNotContain("knows no project");
        for (String project : List.of(id.get(), name.get())) {
            assertThat(publish("ACME", 1, Optional.empty(), "url", way.url().toString(), "project", project))
                    .extracting(ResultStatus::state)
                    .containsAnyOf(State.PUBLISHED, State.ALREADY_THERE);
        }
    }

    @Test
    void tellsOfAnotherProjectWhereItsKeyIsTold() throws IOException {
        tellOfProject(info -> ((ObjectNode) info.path("projects").get(0)).put("projectKey", "OTHER"));
        assertThat(reason(publish())).contains("QMetry has no project \"ACME\"", "instead");
    }

    @Test
    void tellsThatAnotherServerAnswers() throws IOException {
        answer(INFO, Reply.json("{\"status\":\"UP\"}"));
        assertThat(reason(publish())).contains(way.url() + " sent a response that is not from QMetry", "<proxy>");
    }

    @ParameterizedTest
    @CsvSource({
        "401, CO.INVALID_API_KEY, QMetry does not accept the API key, . Set VERDICT_API_KEY",
        "401, CO.GENERAL_EXCEPTION, QMetry does not accept the API key, . Set VERDICT_API_KEY",
        "401, CO.OTHER, QMetry refused to read the project, VERDICT_API_KEY",
        "403, CO.OTHER, QMetry does not permit this, right",
    })
    void tellsQMetrysCodeWhereItLetsNobodyIn(int status, String code, String words, String advice) throws IOException {
        answer(INFO, code(status, code));
        assertThat(reason(publish()))
                .contains(words, "HTTP " + status + ", \"" + code + "\"", advice)
                .doesNotContain("<serverId>");
    }

    @Test
    void masksTheKeyInWhatQMetrySays() throws IOException {
        answer(INFO, code(401, "CO.BAD " + QMetryServer.KEY));
        assertThat(reason(publish())).contains("CO.BAD ").doesNotContain(QMetryServer.KEY);
    }

    @ParameterizedTest
    @CsvSource({"401, CO.INVALID_SIGNATURE", "401, CO.GENERAL_EXCEPTION", "403, CO.OTHER"})
    void namesTheSignatureWhereASignedWriteIsNotLetIn(int status, String code) throws IOException {
        answer(BULK_UPDATE, code(status, code));
        assertThat(reason(publishSigned()))
                .contains(code, "<qmetry><serverId>", "user name and password")
                .doesNotContain("does not accept the API key");
        assertThat(writes()).isEqualTo(1);
    }

    @Test
    void blamesTheKeyAloneWhereQMetryDoes() throws IOException {
        answer(BULK_UPDATE, code(401, "CO.INVALID_API_KEY"));
        assertThat(reason(publishSigned()))
                .contains("does not accept the API key", "VERDICT_API_KEY")
                .doesNotContain("<serverId>");
    }
}
