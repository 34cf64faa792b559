package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.sandbox.SandboxSettings;
import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
    private static final String CREATE = "{\"testcase\":{\"Name\":\"N\"}}";
    private static final String INVALID_KEY =
            "{\"OperationResult\":{\"_rallyAPIMajor\":\"2\",\"_rallyAPIMinor\":\"0\",\"Errors\":[\"Not authorized to perform"
                    + " action: Invalid key\"],\"Warnings\":[]}}";

    @TempDir
    private Path directory;

    private TestSandbox sandbox;
    private Wire wire;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxFixture.start(directory);
        wire = new Wire(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("sandbox:" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static void assertUnauthorized(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(response.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void answersAWrongOrMissingKeyWithAnHtmlPage() {
        assertUnauthorized(wire.send("GET", "user", null, "ZSESSIONID", "_wrong"));
        assertUnauthorized(wire.send("GET", "user", null));
        assertUnauthorized(wire.send("GET", "user", null, "Authorization", basic("wrong")));
        assertUnauthorized(wire.send("GET", "user", null, "Authorization", "Basic %%%"));
    }

    @Test
    void letsAReadOnlyKeyReadAndNothingElse() {
        assertThat(wire.send("GET", "user", null, "zsessionid", "_read-only").statusCode())
                .isEqualTo(200);
        assertUnauthorized(wire.send("POST", "testcase/create", CREATE, "zsessionid", "_read-only"));
        assertThat(wire.get("testcase").at("/QueryResult/TotalResultCount").asInt())
                .isZero();
    }

    @Test
    void wantsTheSecurityTokenOfTheSessionForBasicAuthentication() {
        HttpResponse<String> authorized =
                wire.send("GET", "security/authorize", null, "Authorization", basic(Wire.KEY));
        String token =
                Wire.json(authorized).at("/OperationResult/SecurityToken").asString();
        String cookie =
                authorized.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");

        assertThat(write("testcase/create", "Cookie", cookie)).isEqualTo(INVALID_KEY);
        assertThat(write("testcase/create?key=" + token, "Accept", "*/*")).isEqualTo(INVALID_KEY);
        assertThat(write("testcase/create?key=wrong", "Cookie", cookie)).isEqualTo(INVALID_KEY);
        assertThat(write("testcase/create?key=" + token, "Cookie", cookie)).contains("\"Object\"");
    }

    private String write(String path, String header, String value) {
        return wire.send("POST", path, CREATE, "Authorization", basic(Wire.KEY), header, value)
                .body();
    }

    @Test
    void aSessionCookieDefeatsTheKeyWhenAssumed() throws IOException {
        sandbox.close();
        sandbox = SandboxFixture.start(directory, Assumption.SESSION_COOKIE_DEFEATS_KEY);
        wire = new Wire(sandbox);
        String cookie = wire.send("GET", "user", null, "ZSESSIONID", Wire.KEY)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        String session = cookie.replaceFirst(";.*", "");
        assertThat(wire.send("POST", "testcase/create", CREATE, "ZSESSIONID", Wire.KEY, "Cookie", session)
                        .body())
                .isEqualTo(INVALID_KEY);
        assertThat(wire.post("testcase/create", CREATE)
                        .at("/CreateResult/Object")
                        .isMissingNode())
                .isFalse();
    }

    @Test
    void answersNonsenseWithoutFallingOver() {
        for (String body :
                List.of("", "{", "[]", "[{}]", "null", "{\"testcase\":[]}", "{\"testcase\":null}", "{\"a\":1} x")) {
            HttpResponse<String> answer = wire.send("POST", "testcase/create", body, "ZSESSIONID", Wire.KEY);
            assertThat(answer.statusCode()).as(body).isEqualTo(200);
            assertThat(Wire.json(answer).findValue("Errors")).as(body).hasSize(1);
        }
        assertThat(wire.send("POST", "testcase/create", "{\"testcase\":" + "[".repeat(100_000), "ZSESSIONID", Wire.KEY)
                        .statusCode())
                .isEqualTo(200);
        assertThat(wire.send("GET", "testcase/1/Results/x/y/z", null, "ZSESSIONID", Wire.KEY)
                        .statusCode())
                .isEqualTo(200);
        assertThat(wire.send("GET", "/slm/nowhere", null, "ZSESSIONID", Wire.KEY)
                        .statusCode())
                .isEqualTo(404);
        assertThat(wire.send("PATCH", "testcase/1", "{}", "ZSESSIONID", Wire.KEY)
                        .statusCode())
                .isEqualTo(405);
        assertThat(wire.create("testcase", "{\"Name\":\"still there\"}")
                        .get("FormattedID")
                        .asString())
                .isEqualTo("TC1");
    }

    @Test
    void doesNotInsistOnAContentType() {
        String[] headers = {"ZSESSIONID", Wire.KEY, "Content-Type", "application/x-www-form-urlencoded"};

        assertThat(wire.send("POST", "testcase/create", CREATE, headers).body()).contains("\"Object\"");
        assertThat(wire.send("POST", "batch", "{\"Batch\":[]}", headers).body()).contains("\"BatchResult\"");
    }

    @Test
    void limitsBodies() {
        String huge = "{\"testcase\":{\"Name\":\"" + "x".repeat(8_000_000) + "\"}}";

        assertThat(wire.send("POST", "testcase/create", huge, "ZSESSIONID", Wire.KEY)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void answersOnItsOwnNamesOnly() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", sandbox.url().getPort())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void runsUntilItIsClosed() {
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                sandbox.sandbox().awaitTermination();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(waiting).isNotDone();
        sandbox.close();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void saysWhichPortIsTakenAndFreesTheDirectoryThen(@TempDir Path other) throws IOException {
        int port = sandbox.url().getPort();
        SandboxSettings taken = settings(other, port, Wire.KEY);
        SandboxSettings free = settings(other, 0, Wire.KEY);

        assertThatThrownBy(() -> Sandbox.start(taken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on port " + port);
        Sandbox.start(free).close();
    }

    private static SandboxSettings settings(Path directory, int port, String key) {
        return new SandboxSettings(directory, port, key, SandboxFixture.CLOCK, Faults.NONE, SandboxSettings.REAL_TIME);
    }

    @Test
    void refusesSettingsItCannotUse() {
        assertThatThrownBy(() -> settings(directory, 0, " ")).hasMessageContaining("API key");
        assertThatThrownBy(() -> SandboxFixture.start(directory.resolve("other"), List.of("Nonsense"), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"Nonsense\"")
                .hasMessageContaining("Type.Name: KIND words");
    }
}
