package io.gitlab.verdict.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that records every request and replies by a script, on its own or with the replies of a real server behind it,
 * altered or dropped.
 */
public final class FaultyServer implements AutoCloseable {

    /** A received request. */
    public record Seen(String method, String uri, Map<String, List<String>> headers, String body) {

        public boolean batch() {
            return uri.contains("/batch");
        }

        /** Path, query and form, URL-decoded. */
        public String readable() {
            return URLDecoder.decode(uri + " " + (batch() ? "" : body), StandardCharsets.UTF_8);
        }

        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst();
        }

        public Seen withBody(String other) {
            return new Seen(method, uri, headers, other);
        }
    }

    /** A reply. */
    public record Reply(int status, Map<String, String> headers, String body) {

        public static Reply of(int status, String body) {
            return new Reply(status, Map.of(), body);
        }

        public static Reply json(String body) {
            return new Reply(200, Map.of("Content-Type", "application/json"), body);
        }

        public static Reply html(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "text/html"), body);
        }
    }

    /** Forwards a request to the real server. */
    @FunctionalInterface
    public interface Upstream {
        Reply pass(Seen seen) throws IOException;
    }

    /** Returns the reply; empty drops the connection. */
    @FunctionalInterface
    public interface Script {
        Optional<Reply> answer(Seen seen, Upstream upstream) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Optional<URI> target;
    private volatile Script script;

    private FaultyServer(Optional<URI> target, Script script) {
        this.target = target;
        this.script = script;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** A standalone server. */
    public static FaultyServer alone(Script script) {
        return new FaultyServer(Optional.empty(), script);
    }

    /** A server in front of another one. Forwards every request until a script is set. */
    public static FaultyServer before(URI target) {
        return new FaultyServer(Optional.of(target), (seen, upstream) -> Optional.of(upstream.pass(seen)));
    }

    public void script(Script other) {
        script = other;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public List<Seen> batches() {
        return seen.stream().filter(Seen::batch).toList();
    }

    public void forget() {
        seen.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Seen request = new Seen(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body);
        seen.add(request);
        try (exchange) {
            Optional<Reply> reply = script.answer(request, this::pass);
            if (reply.isPresent()) {
                send(exchange, reply.get());
            }
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Reply pass(Seen request) throws IOException {
        HttpRequest.Builder copy = HttpRequest.newBuilder(target.orElseThrow().resolve(URI.create(request.uri())))
                .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
        for (String name : List.of("ZSESSIONID", "apikey", "project", "Content-Type", "Accept")) {
            request.header(name).ifPresent(value -> copy.setHeader(name, value));
        }
        try {
            HttpResponse<String> answer = client.send(copy.build(), HttpResponse.BodyHandlers.ofString());
            String type = answer.headers().firstValue("Content-Type").orElse("text/plain");
            return new Reply(answer.statusCode(), Map.of("Content-Type", type), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
