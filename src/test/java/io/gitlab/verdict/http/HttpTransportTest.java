package io.gitlab.verdict.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import io.gitlab.verdict.http.FaultyServer.Reply;
import io.gitlab.verdict.http.FaultyServer.Script;
import io.gitlab.verdict.http.FaultyServer.Seen;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.time.SystemSleeper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {
    private static final Secret KEY = new Secret("_abc+Key/42");
    private static final HttpCall READ = HttpCall.get("slm/user", "ask who this is");
    private static final HttpCall WRITE = HttpCall.write(
            "POST", "slm/batch", "{}".getBytes(StandardCharsets.UTF_8), "application/json", "write results");
    private static final Reply GOOD = Reply.json("{\"User\":{}}");

    private final FakeTime time = new FakeTime();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private FaultyServer server(Script script) {
        FaultyServer server = FaultyServer.alone(script);
        open.add(server);
        return server;
    }

    /** Sends the replies one after the other and repeats the last one. An empty one drops the connection. */
    @SafeVarargs
    private FaultyServer serving(Optional<Reply>... replies) {
        AtomicInteger next = new AtomicInteger();
        return server((seen, upstream) -> replies[Math.min(next.getAndIncrement(), replies.length - 1)]);
    }

    private FaultyServer serving(Reply... replies) {
        AtomicInteger next = new AtomicInteger();
        return server((seen, upstream) -> Optional.of(replies[Math.min(next.getAndIncrement(), replies.length - 1)]));
    }

    private HttpTransport to(FaultyServer server) {
        return to(server.url(), Optional.empty(), Duration.ofMinutes(10));
    }

    private HttpTransport to(URI root, Optional<HttpProxy> proxy, Duration budget) {
        HttpTransport transport = new HttpTransport(
                new HttpSettings(root, Map.of("ZSESSIONID", KEY), proxy, OptionalInt.empty()), time.deadline(budget));
        open.add(transport);
        return transport;
    }

    private static HttpProxy proxy(int port) {
        return new HttpProxy("http", "127.0.0.1", port, Optional.empty(), Optional.empty(), List.of());
    }

    // Requests

    @Test
    void sendsTheKeyAndAcceptsJson() throws Exception {
        FaultyServer server = serving(GOOD);

        assertThat(to(server).send(READ).json().orElseThrow().has("User")).isTrue();

        assertThat(server.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.uri()).isEqualTo("/slm/user");
            assertThat(seen.header("ZSESSIONID")).contains("_abc+Key/42");
            assertThat(seen.header("Accept")).contains("application/json");
        });
    }

    /** Tokens that the server accepts only once renewed. */
    private static final class Tokens implements RequestCredentials {
        private final List<Secret> issued = new CopyOnWriteArrayList<>(List.of(new Secret("token-1")));
        private final int most;

        Tokens(int most) {
            this.most = most;
        }

        @Override
        public Map<String, Secret> headers() {
            return Map.of("Authorization", issued.get(issued.size() - 1));
        }

        @Override
        public boolean renew(Map<String, Secret> rejected) {
            return issued.size() < most && issued.add(new Secret("token-" + (issued.size() + 1)));
        }

        @Override
        public List<Secret> secrets() {
            return issued;
        }
    }

    private HttpTransport to(FaultyServer server, RequestCredentials credentials) {
        HttpSettings settings = new HttpSettings(
                server.url(),
                credentials,
                Map.of(),
                List.of(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty());
        HttpTransport transport = new HttpTransport(settings, time.deadline(Duration.ofMinutes(10)));
        open.add(transport);
        return transport;
    }

    @Test
    void renewsCredentialsOnceAfterA401AndSendsEvenAWriteAgain() throws Exception {
        FaultyServer server = serving(new Reply(401, Map.of(), "token-1 has expired"), GOOD, GOOD);
        HttpTransport transport = to(server, new Tokens(2));

        assertThat(transport.send(WRITE).status()).isEqualTo(200);
        assertThat(transport.send(READ).status()).isEqualTo(200);

        assertThat(server.seen())
                .extracting(seen -> seen.header("Authorization").orElse(""))
                .containsExactly("token-1", "token-2", "token-2");
    }

    @Test
    void returnsA401ThatRenewedCredentialsGetAndMasksAllOfThem() throws Exception {
        FaultyServer server = serving(new Reply(401, Map.of(), "neither token-1 nor token-2"));

        HttpReply reply = to(server, new Tokens(2)).send(WRITE);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text()).isEqualTo("neither *** nor ***");
        assertThat(server.seen()).hasSize(2);
    }

    @Test
    void sendsNothingIfCredentialsCannotBeObtained() {
        FaultyServer server = serving(GOOD);
        RequestCredentials none = new RequestCredentials() {
            @Override
            public Map<String, Secret> headers() throws IOException {
                throw new IOException("the client ID is unknown");
            }

            @Override
            public List<Secret> secrets() {
                return List.of();
            }
        };

        NoAnswerException failure = catchThrowableOfType(
                NoAnswerException.class, () -> to(server, none).send(WRITE));

        assertThat(failure).hasMessageContaining("the client ID is unknown");
        assertThat(failure.maybeApplied()).isFalse();
        assertThat(server.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void neverFollowsARedirectWithTheKey(int status) throws Exception {
        FaultyServer elsewhere = serving(GOOD);
        FaultyServer server =
                serving(new Reply(status, Map.of("Location", elsewhere.url() + "slm/user"), "gone elsewhere"));
        HttpTransport transport = to(server);

        assertThat(transport.send(READ).status()).isEqualTo(status);
        assertThat(transport.send(WRITE).status()).isEqualTo(status);
        assertThat(elsewhere.seen()).isEmpty();
    }

    @Test
    void ignoresCookies() throws Exception {
        FaultyServer server = serving(new Reply(200, Map.of("Set-Cookie", "JSESSIONID=1; Path=/"), "{}"));
        HttpTransport transport = to(server);

        transport.send(READ);
        transport.send(WRITE);

        assertThat(server.seen())
                .hasSize(2)
                .allSatisfy(seen -> assertThat(seen.header("Cookie")).isEmpty());
    }

    /** The test's logger writes debug messages of the client to a file, as Maven does with -X. */
    @Test
    void logsNeitherKeyNorBody() throws Exception {
        HttpCall call = HttpCall.write(
                "POST", "slm/logged", "{\"a\":\"body\"}".getBytes(StandardCharsets.UTF_8), "application/json", "x");
        Path log = Path.of("target/http-client.log");
        long before = Files.exists(log) ? Files.readString(log).length() : 0;
        to(serving(GOOD)).send(call);

        assertThat(Files.readString(log).substring((int) before))
                .contains("/slm/logged")
                .doesNotContain("_abc")
                .doesNotContainIgnoringCase("ZSESSIONID")
                .doesNotContain("{\"a\"");
    }

    private record Streamed(long length, Writer writer) implements RequestBody {
        interface Writer {
            void write(OutputStream out) throws IOException;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            writer.write(out);
        }

        HttpCall call() {
            return HttpCall.write("POST", "slm/upload", this, "application/json", "send a file");
        }
    }

    @Test
    void streamsALongBody() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        AtomicLong received = new AtomicLong();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        open.add(() -> server.stop(0));
        server.createContext("/", exchange -> {
            byte[] some = new byte[8192];
            for (int length; (length = exchange.getRequestBody().read(some)) > 0; arrived.countDown()) {
                received.addAndGet(length);
            }
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        byte[] part = new byte[1_000_000];
        Streamed body = new Streamed(100 * part.length, out -> {
            for (int i = 0; i < 100; i++) {
                out.write(part);
                if (i == 0) {
                    assertThat(await(arrived))
                            .as("the beginning arrives before the end is there")
                            .isTrue();
                }
            }
        });

        URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        assertThat(to(root, Optional.empty(), Duration.ofMinutes(10))
                        .send(body.call())
                        .status())
                .isEqualTo(200);
        assertThat(received).hasValue(100_000_000);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void reportsAnIncompleteBodyAsNotApplied() throws Exception {
        FaultyServer server = serving(GOOD);
        Streamed unreadable = new Streamed(10, out -> {
            out.write(new byte[5]);
            throw new IncompleteBodyException("cannot read a.txt", null);
        });
        Streamed late = new Streamed(10, out -> {
            out.write(new byte[5]);
            time.sleep(Duration.ofMinutes(10));
            out.write(new byte[5]);
        });

        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(() -> to(server).send(unreadable.call()))
                .withMessageContaining("cannot read a.txt")
                .satisfies(e -> assertThat(e.maybeApplied()).isFalse());
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(() -> to(server).send(late.call()))
                .withMessageContaining("passed while the request was sent")
                .satisfies(e -> assertThat(e.maybeApplied()).isFalse());
    }

    // Retries

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 524})
    void readsAgainAfterATrouble(int status) throws Exception {
        FaultyServer server = serving(Reply.html(status, "trouble"), GOOD);

        assertThat(to(server).send(READ).status()).isEqualTo(200);
        assertThat(time.sleeps())
                .hasSize(1)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1)));
    }

    @Test
    void retriesReadsAfterABrokenConnectionOrIncompleteJson() throws Exception {
        FaultyServer server = serving(
                Optional.empty(),
                Optional.of(Reply.html(200, "<html>Rally is Offline</html>")),
                Optional.of(Reply.json("{\"User\":{")),
                Optional.of(Reply.json("{} {}")),
                Optional.of(Reply.json("")),
                Optional.of(GOOD));

        assertThat(to(server).send(READ).json()).isPresent();
        assertThat(server.seen()).hasSize(6);
        assertThat(time.sleeps()).hasSize(5).isSorted();
    }

    /** The excerpt of an error page is made of its beginning: an expression for tags took minutes for such a page. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void cutsAHugeErrorPageBeforeItReadsIt() throws Exception {
        FaultyServer server = serving(Reply.html(400, "refused " + "<".repeat(4 << 20)));

        assertThat(to(server).send(READ).text()).startsWith("refused <<<").hasSize(203);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void takesARefusalForAnAnswer(int status) throws Exception {
        FaultyServer server = serving(Reply.html(status, "<p>no &amp; never</p>"));

        assertThat(to(server).send(READ).text()).isEqualTo("no &amp; never");
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void retriesSearchesAlthoughTheyArePosts() throws Exception {
        FaultyServer server = serving(Optional.empty(), Optional.of(GOOD));

        to(server).send(HttpCall.search("slm/testcase", "query=x".getBytes(StandardCharsets.UTF_8), "look"));

        assertThat(server.seen()).extracting(Seen::body).containsExactly("query=x", "query=x");
    }

    @Test
    void neverRetriesWritesThatMayHaveBeenApplied() {
        for (Optional<Reply> fault : List.of(
                Optional.<Reply>empty(),
                Optional.of(Reply.html(502, "bad gateway")),
                Optional.of(Reply.html(200, "offline")),
                Optional.of(Reply.json("{\"Batch")))) {
            FaultyServer server = serving(fault, Optional.of(GOOD));
            NoAnswerException failure = catchThrowableOfType(
                    NoAnswerException.class, () -> to(server).send(WRITE));

            assertThat(failure.maybeApplied()).isTrue();
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void retriesWritesAfterHttp429() throws Exception {
        FaultyServer server = serving(new Reply(429, Map.of("Retry-After", "7"), "slow down"), GOOD);

        assertThat(to(server).send(WRITE).status()).isEqualTo(200);
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void reportsAWriteToAClosedPortAsNotApplied() throws Exception {
        URI nobody = nobody();
        NoAnswerException failure = catchThrowableOfType(
                NoAnswerException.class,
                () -> to(nobody, Optional.empty(), Duration.ofMinutes(10)).send(WRITE));

        assertThat(failure.maybeApplied()).isFalse();
        assertThat(failure).hasMessageStartingWith("Could not write results at 127.0.0.1: ");
        assertThat(time.slept()).isBetween(Duration.ofSeconds(80), Duration.ofMinutes(2));
    }

    private static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }
    }

    // Time limits

    @Test
    void givesUpAfterTwoMinutesWithoutAUsableReply() {
        FaultyServer server = serving(Reply.html(503, "<h1>Rally is Offline</h1>"));

        assertThatThrownBy(() -> to(server).send(READ))
                .hasMessage("Could not ask who this is at 127.0.0.1: HTTP 503, \"Rally is Offline\"");
        assertThat(time.slept()).isBetween(Duration.ofSeconds(80), Duration.ofMinutes(2));
    }

    @Test
    void restartsTheTwoMinutesAfterAUsableReply() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        FaultyServer server = server(
                (seen, upstream) -> Optional.of(requests.incrementAndGet() % 7 == 0 ? GOOD : Reply.html(503, "")));
        HttpTransport transport = to(server);

        transport.send(READ);
        transport.send(READ);
        transport.send(READ);

        assertThat(time.slept()).isGreaterThan(Duration.ofMinutes(2));
    }

    @Test
    void givesUpForAllLaterRequests() {
        HttpTransport transport = to(serving(Reply.html(503, "")));
        assertThatThrownBy(() -> transport.send(READ)).isInstanceOf(NoAnswerException.class);
        Duration first = time.slept();

        assertThatThrownBy(() -> transport.send(READ)).isInstanceOf(NoAnswerException.class);
        assertThat(time.slept().minus(first)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void neverWaitsLongerThanTwoMinutesForRetryAfter() {
        FaultyServer server = serving(new Reply(429, Map.of("Retry-After", "121"), ""));

        assertThatThrownBy(() -> to(server).send(READ)).hasMessageContaining("HTTP 429");
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void waitsAtLeastASecondWhenRetryAfterIsZero() {
        FaultyServer server = serving(new Reply(503, Map.of("Retry-After", "0"), ""));

        assertThatThrownBy(() -> to(server).send(READ)).isInstanceOf(NoAnswerException.class);
        assertThat(server.seen()).hasSizeLessThanOrEqualTo(121);
    }

    @Test
    void waitsUntilTheDateInRetryAfter() throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                FakeTime.START.plusSeconds(42).atOffset(ZoneOffset.UTC));

        to(serving(new Reply(503, Map.of("Retry-After", date), ""), GOOD)).send(READ);

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(42));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-1", "'Sat, 21 Nov 2020 20:15:00 GMT'"})
    void backsOffByItselfWhenTheWaitMakesNoSense(String retryAfter) throws Exception {
        to(serving(new Reply(503, Map.of("Retry-After", retryAfter), ""), GOOD)).send(READ);

        assertThat(time.sleeps())
                .hasSize(1)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1)));
    }

    @Test
    void sendsNothingAfterTheDeadline() {
        FaultyServer server = serving(Reply.html(503, ""));
        HttpTransport transport = to(server.url(), Optional.empty(), Duration.ofSeconds(20));

        assertThatThrownBy(() -> transport.send(READ)).isInstanceOf(NoAnswerException.class);
        assertThat(time.slept()).isLessThan(Duration.ofSeconds(20));

        time.sleep(Duration.ofSeconds(20));
        server.forget();
        NoAnswerException late = catchThrowableOfType(NoAnswerException.class, () -> transport.send(WRITE));
        assertThat(late).hasMessageContaining("the deadline of PT20S has passed");
        assertThat(late.maybeApplied()).isFalse();
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void doesNotWaitForAReplyBeyondTheDeadline() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI root = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            NoAnswerException failure = catchThrowableOfType(
                    NoAnswerException.class,
                    () -> to(root, Optional.empty(), Duration.ofMillis(50)).send(WRITE));

            assertThat(failure.maybeApplied()).isTrue();
        }
    }

    @Test
    void doesNotSendBeyondTheDeadlineToAServerThatReadsNothing() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI root = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/");
            byte[] part = new byte[1_000_000];
            Streamed body = new Streamed(100 * part.length, out -> {
                for (int i = 0; i < 100; i++) {
                    out.write(part);
                }
            });
            Deadline soon = new Deadline(Clock.systemUTC(), new SystemSleeper(), new Random(1), Duration.ofMillis(500));
            HttpSettings settings = new HttpSettings(root, Map.of(), Optional.empty(), OptionalInt.empty());
            try (HttpTransport transport = new HttpTransport(settings, soon)) {
                NoAnswerException failure = assertTimeoutPreemptively(
                        Duration.ofSeconds(30),
                        () -> catchThrowableOfType(NoAnswerException.class, () -> transport.send(body.call())));

                assertThat(failure).hasMessageContaining("passed while the request was sent");
                assertThat(failure.maybeApplied()).isFalse();
            }
        }
    }

    // Replies

    @Test
    void masksTheKeyInAnEchoingReply() throws Exception {
        String echo = "<i>_abc+Key/42</i> _abc%2BKey%2F42 X2FiYytLZXkvNDI= ";
        FaultyServer server = serving(Reply.html(403, echo));

        assertThat(to(server).send(READ).text()).isEqualTo("*** *** ***");
        assertThatThrownBy(() -> to(serving(Reply.html(500, echo))).send(READ))
                .hasMessageContaining("***")
                .hasMessageNotContaining("_abc");
    }

    @Test
    void masksAKeyThatTheExcerptWouldCutInTwo() throws Exception {
        FaultyServer server = serving(Reply.html(403, "x".repeat(195) + "_abc+Key/42"));

        assertThat(to(server).send(READ).text()).doesNotContain("_ab").endsWith("x***");
    }

    @Test
    void shortensALongPageAndReturnsJsonOfAnError() throws Exception {
        assertThat(to(serving(Reply.html(403, "word ".repeat(1000)))).send(READ).text())
                .hasSize(203)
                .endsWith("...");
        assertThat(to(serving(Reply.of(403, "{\"error\":\"blocked\"}")))
                        .send(READ)
                        .text())
                .isEqualTo("{\"error\":\"blocked\"}");
    }

    @Test
    void limitsTheSizeOfAReplyInMemory() throws Exception {
        try (Endless endless = new Endless()) {
            URI root = URI.create("http://127.0.0.1:" + endless.socket.getLocalPort() + "/");
            assertThatThrownBy(() ->
                            to(root, Optional.empty(), Duration.ofMinutes(10)).send(WRITE))
                    .hasMessageContaining("the reply is larger than 16777216 bytes");
        }
    }

    @Test
    void requestsNoReplyAgainThatIsTooLarge() {
        FaultyServer server = serving(Reply.json("[\"_abc+Key/42 " + "x".repeat(16 * 1024 * 1024) + "\"]"));

        assertThatThrownBy(() -> to(server).send(READ))
                .isInstanceOfSatisfying(
                        NoAnswerException.class,
                        failure -> assertThat(failure.replyTooLarge()).isTrue())
                .hasMessageContaining("the reply is larger than 16777216 bytes: \"[\"*** xxx");
        assertThat(server.seen()).hasSize(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void countsAServerAsAvailableThatRepliesWithTooMuch() throws Exception {
        FaultyServer server =
                serving(Reply.html(503, ""), Reply.json("x".repeat(17 * 1024 * 1024)), Reply.html(503, ""), GOOD);
        HttpTransport transport = to(server);
        assertThatThrownBy(() -> transport.send(READ)).hasMessageContaining("larger than");
        time.sleep(Duration.ofMinutes(3));

        assertThat(transport.send(READ).status()).isEqualTo(200);
        assertThat(server.seen()).hasSize(4);
    }

    @Test
    void retriesAFailureWhateverTheSizeOfItsPage() throws Exception {
        FaultyServer server = serving(Reply.html(503, "x".repeat(17 * 1024 * 1024)), GOOD);

        assertThat(to(server).send(READ).status()).isEqualTo(200);
    }

    /** Replies with endless JSON. */
    private static final class Endless implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        Endless() throws IOException {
            Thread thread = new Thread(this::answer, "endless");
            thread.setDaemon(true);
            thread.start();
        }

        private void answer() {
            try (Socket connection = socket.accept()) {
                byte[] chunk =
                        "10000\r\n".concat("[".repeat(0x10000)).concat("\r\n").getBytes(StandardCharsets.UTF_8);
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                .getBytes(StandardCharsets.UTF_8));
                while (!socket.isClosed()) {
                    connection.getOutputStream().write(chunk);
                }
            } catch (IOException e) {
                // Expected: the client closed the connection.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    // Downloads

    private static HttpCall download(DownloadHandler handler) {
        return HttpCall.download("rest/attachments/1", handler, "download a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "[1,2", "{\"a\":1}"})
    void handsAFileOverWhateverItHolds(String text) throws Exception {
        List<String> taken = new ArrayList<>();
        FaultyServer server = serving(new Reply(200, Map.of("Content-Type", "text/plain"), text));

        HttpReply reply = to(server)
                .send(download((type, body) ->
                        taken.add(type + ": " + new String(body.readAllBytes(), StandardCharsets.UTF_8))));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(taken).containsExactly("text/plain: " + text);
        assertThat(server.seen().get(0).header("Accept")).contains("*/*");
    }

    @Test
    void retriesADownloadAfterTheHandlerFailed() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        FaultyServer server = serving(Reply.html(200, "<p>offline</p>"), Reply.html(503, ""), Reply.of(200, "file"));

        to(server).send(download((type, body) -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IOException("a page");
            }
            return body.readAllBytes().length > 0;
        }));

        assertThat(server.seen()).hasSize(3);
        assertThat(attempts).as("a server's trouble is no file").hasValue(2);
    }

    @Test
    void retriesATruncatedDownload() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        open.add(() -> server.stop(0));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 8);
            exchange.getResponseBody()
                    .write(asked.incrementAndGet() == 1 ? new byte[4] : "complete".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        AtomicLong received = new AtomicLong();

        URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        to(root, Optional.empty(), Duration.ofMinutes(10)).send(download((type, body) -> {
            received.set(body.readAllBytes().length);
            return true;
        }));

        assertThat(asked).hasValue(2);
        assertThat(received).hasValue(8);
    }

    @Test
    void cancelsADownloadThatIsNotReadToItsEnd() throws Exception {
        try (Endless endless = new Endless()) {
            URI root = URI.create("http://127.0.0.1:" + endless.socket.getLocalPort() + "/");
            HttpReply reply = assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> to(root, Optional.empty(), Duration.ofMinutes(10))
                            .send(download((type, body) -> body.readNBytes(100_000).length < 100_000)));

            assertThat(reply.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 404})
    void handsNothingOverThatIsNoFileAndFollowsNoRedirectWithTheKey(int status) throws Exception {
        FaultyServer elsewhere = serving(Reply.of(200, "file"));
        FaultyServer server =
                serving(new Reply(status, Map.of("Location", elsewhere.url() + "1"), "{\"code\":\"no\"}"));

        HttpReply reply = to(server).send(download((type, body) -> {
            throw new AssertionError("this is no file");
        }));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().orElseThrow().path("code").asString()).isEqualTo("no");
        assertThat(elsewhere.seen()).isEmpty();
    }

    @Test
    void returnsAnErrorInsteadOfAFile() throws Exception {
        HttpReply reply =
                to(serving(Reply.json("{\"success\":false}"))).send(download((type, body) -> body.read() < 0));

        assertThat(reply.json().orElseThrow().path("success").asBoolean(true)).isFalse();
    }

    // Proxies and TLS

    @Test
    void usesTheProxyForARemoteHost() throws Exception {
        FaultyServer proxy = serving(GOOD);

        to(URI.create("http://tracker.test/"), Optional.of(proxy(proxy.port())), Duration.ofMinutes(10))
                .send(READ);

        assertThat(proxy.seen())
                .singleElement()
                .satisfies(seen -> assertThat(seen.uri()).isEqualTo("http://tracker.test/slm/user"));
    }

    @Test
    void tunnelsThroughTheProxySoThatItNeverSeesTheKey() throws Exception {
        try (Tunnel proxy = new Tunnel("HTTP/1.1 403 Forbidden\r\nContent-Length: 12\r\n\r\nnot this way")) {
            HttpReply reply = to(
                            URI.create("https://tracker.test/"),
                            Optional.of(proxy(proxy.socket.getLocalPort())),
                            Duration.ofMinutes(10))
                    .send(READ);

            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.text()).isEqualTo("not this way");
            assertThat(proxy.head).startsWith("CONNECT tracker.test:443 ").doesNotContain("_abc");
        }
    }

    /** A proxy that replies once and records the request. */
    private static final class Tunnel implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private volatile String head = "";

        Tunnel(String answer) throws IOException {
            Thread thread = new Thread(() -> answer(answer), "tunnel");
            thread.setDaemon(true);
            thread.start();
        }

        private void answer(String answer) {
            try (Socket connection = socket.accept()) {
                byte[] some = new byte[4096];
                head = new String(some, 0, connection.getInputStream().read(some), StandardCharsets.UTF_8);
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                head = e.toString();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void authenticatesAtTheProxy() throws Exception {
        FaultyServer proxy = server((seen, upstream) -> Optional.of(
                seen.header("Proxy-Authorization").isPresent()
                        ? GOOD
                        : new Reply(407, Map.of("Proxy-Authenticate", "Basic realm=\"p\""), "")));
        HttpProxy with = new HttpProxy(
                "http", "127.0.0.1", proxy.port(), Optional.of("ann"), Optional.of(new Secret("hidden")), List.of());

        assertThat(to(URI.create("http://tracker.test/"), Optional.of(with), Duration.ofMinutes(10))
                        .send(READ)
                        .status())
                .isEqualTo(200);
        assertThat(proxy.seen().get(proxy.seen().size() - 1).header("Proxy-Authorization"))
                .contains("Basic YW5uOmhpZGRlbg==");
    }

    @Test
    void usesNoProxyForLoopbackOrAnExceptedHost() throws Exception {
        FaultyServer proxy = serving(GOOD);
        FaultyServer server = serving(GOOD);
        to(server.url(), Optional.of(proxy(proxy.port())), Duration.ofMinutes(10))
                .send(READ);
        HttpProxy excepted = new HttpProxy(
                "http", "127.0.0.1", proxy.port(), Optional.empty(), Optional.empty(), List.of("*.test", "other"));

        assertThatThrownBy(() -> to(URI.create("http://tracker.test/"), Optional.of(excepted), Duration.ofMinutes(10))
                        .send(READ))
                .hasMessageContaining("the host name is unknown");
        assertThat(server.seen()).hasSize(1);
        assertThat(proxy.seen()).isEmpty();
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void explainsAFailedTlsHandshake() throws Exception {
        try (TlsServer untrusted = new TlsServer()) {
            assertThatThrownBy(() -> to(untrusted.url(), Optional.empty(), Duration.ofMinutes(10))
                            .send(WRITE))
                    .isInstanceOfSatisfying(NoAnswerException.class, failure -> {
                        assertThat(failure.maybeApplied()).isFalse();
                        assertThat(failure)
                                .hasMessageContaining("no trusted TLS connection")
                                .hasMessageContaining("-Djavax.net.ssl.trustStore in MAVEN_OPTS");
                    });
        }
        assertThat(time.sleeps()).isEmpty();
    }

    /** The client throws unchecked exceptions if the cancellation comes between two of its steps. */
    @Test
    void aRequestThatTheDeadlineCancelsHasNoAnswer() throws IOException {
        FaultyServer server = server((seen, upstream) -> Optional.of(GOOD));
        for (int round = 0; round < 150; round++) {
            Deadline deadline = new Deadline(
                    Clock.systemUTC(), new SystemSleeper(), new Random(round), Duration.ofMillis(1 + round % 8));
            HttpSettings settings = new HttpSettings(server.url(), Map.of(), Optional.empty(), OptionalInt.empty());
            try (HttpTransport transport = new HttpTransport(settings, deadline)) {
                while (true) {
                    transport.send(READ);
                }
            } catch (NoAnswerException e) {
                assertThat(e).hasMessageContaining("127.0.0.1");
            }
        }
    }
}
