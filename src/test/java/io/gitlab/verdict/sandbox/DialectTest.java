package io.gitlab.verdict.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A further dialect gets HTTP, faults, store, replica and page from the kernel. */
class DialectTest {
    private static final String KEY = "_key";

    @TempDir
    private Path directory;

    private final Time time = new Time();

    /** Stores the words that are posted to it. */
    private static final class Words implements State<String> {
        private final List<String> words = new ArrayList<>();

        @Override
        public void apply(String word) {
            words.add(word);
        }

        @Override
        public Stream<String> snapshot() {
            return words.stream();
        }
    }

    private static final class WordFormat implements Format<Words, String> {
        @Override
        public JsonNode write(String word) {
            return Json.NODES.stringNode(word);
        }

        @Override
        public String read(JsonNode json, Words state) {
            return json.stringValue();
        }
    }

    private record WordService(Store<Words, String> store, DialectContext context) implements DialectService {
        @Override
        public Reply handle(Request request, Dice dice) {
            if (!context.keys().isFull(request.header("key").orElse(""))) {
                return Reply.message(401, "Who?");
            }
            if (request.method().equals("POST")) {
                store.write(words -> {
                    store.change(request.segments().get(1));
                    if (request.segments().get(1).equals("bad")) {
                        throw new Refusal(422, "bad word");
                    }
                    return null;
                });
            }
            return Reply.message(200, store.read(dice, words -> String.join(" ", words.words)));
        }

        @Override
        public void inflict(Faults faults) {
            store.lag(faults, context.clock());
        }

        @Override
        public String overview(int page) {
            return "<h2>Words</h2>";
        }

        @Override
        public String build(String name, int page) {
            return "";
        }

        @Override
        public Optional<Reply> page(Request request) {
            return request.segments().equals(List.of("words"))
                    ? Optional.of(PageHtml.page(store.read(words -> String.join(" ", words.words))))
                    : Optional.empty();
        }

        @Override
        public void close() throws IOException {
            store.close();
        }
    }

    private record WordDialect() implements Dialect {
        @Override
        public String name() {
            return "words";
        }

        @Override
        public String path() {
            return "w/";
        }

        @Override
        public String offlineText() {
            return "No words today.";
        }

        @Override
        public DialectService open(DialectContext context) throws IOException {
            return new WordService(Store.open(context.directory(), Words::new, new WordFormat()), context);
        }
    }

    private TestSandbox start() throws IOException {
        return TestSandbox.start(directory, KEY, time, time::pass, TestOptions.NONE, new WordDialect());
    }

    private static String send(TestSandbox sandbox, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(sandbox.url().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("key", KEY)
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body().replaceAll("(?s)<head>.*?</head>|<[^>]*>", "");
    }

    @Test
    void keepsItsStateOverRestarts() throws Exception {
        try (TestSandbox sandbox = start()) {
            assertThat(send(sandbox, "POST", "/w/one")).isEqualTo("200 one");
            assertThat(send(sandbox, "POST", "/w/bad")).startsWith("500");
        }
        try (TestSandbox sandbox = start()) {
            assertThat(send(sandbox, "POST", "/w/two")).isEqualTo("200 one two");
        }
        assertThat(directory.resolve("words/journal.jsonl")).hasContent("[\"one\"]\n[\"two\"]");
    }

    @Test
    void meetsTheFaultsOfTheKernel() throws Exception {
        try (TestSandbox sandbox = start()) {
            sandbox.inflict(Faults.parse("offlinePage", 1));
            assertThat(send(sandbox, "GET", "/w/")).isEqualTo("200 No words today.");
            sandbox.inflict(Faults.parse("replicaLag=1:8s", 1));
            assertThat(send(sandbox, "POST", "/w/late")).isEqualTo("200 ");
            assertThat(send(sandbox, "GET", "/audit/w/")).isEqualTo("200 late");
            time.pass(Duration.ofSeconds(8));
            assertThat(send(sandbox, "GET", "/w/")).isEqualTo("200 late");
        }
    }

    @Test
    void isOnThePage() throws Exception {
        try (TestSandbox sandbox = start()) {
            send(sandbox, "POST", "/w/shown");

            assertThat(send(sandbox, "GET", "/")).contains("Words");
            assertThat(send(sandbox, "GET", "/words")).contains("shown");
            assertThat(send(sandbox, "GET", "/build?name=B1")).contains("None yet.");
            assertThat(send(sandbox, "GET", "/none")).startsWith("404");
        }
    }

    @Test
    void findsTheDialectsOfThePlugin() throws Exception {
        SandboxSettings settings = new SandboxSettings(directory, 0, KEY, time, Faults.NONE, SandboxSettings.REAL_TIME);
        try (Sandbox sandbox = Sandbox.start(settings)) {
            assertThat(Dialect.all()).extracting(Dialect::name).containsExactly("rally", "qmetry");
            assertThat(send(new TestSandbox(sandbox), "GET", "/")).contains("Test sets", "QMetry project");
            assertThatThrownBy(() -> Sandbox.start(settings)).isInstanceOf(SandboxInUseException.class);
        }
    }
}
