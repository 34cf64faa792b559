package io.gitlab.verdict.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects the JDK's HTTP server with requests and replies: size limits, security headers, compression. */
final class HttpFrontend implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFrontend.class);
    private static final int MAX_BODY = 8_000_000;
    private static final int MAX_ATTACHMENT_BODY = AttachmentFiles.MAX_BYTES / 3 * 4 + 100_000;
    private static final int WORTH_COMPRESSING = 1000;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Function<Request, Reply> application;

    HttpFrontend(Function<Request, Reply> application) {
        this.application = application;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            // Closing an exchange without response headers closes its connection.
            if (reply != Reply.NONE) {
                send(exchange, reply);
            }
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        // DNS rebinding: a foreign page whose host name resolves to loopback must not reach the sandbox through a
        // browser.
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        if (!LOOPBACK.contains(host.replaceFirst(":\\d+$", ""))) {
            return Reply.message(421, "The sandbox answers on 127.0.0.1 and localhost only");
        }
        boolean content =
                exchange.getRequestURI().getPath().toLowerCase(Locale.ROOT).contains("attachment");
        int limit = content ? MAX_ATTACHMENT_BODY : MAX_BODY;
        byte[] body = exchange.getRequestBody().readNBytes(limit + 1);
        if (body.length > limit) {
            return Reply.message(413, "The body exceeds the maximum of " + limit + " bytes");
        }
        return answer(exchange, body);
    }

    private Reply answer(HttpExchange exchange, byte[] body) {
        Params params;
        try {
            params = Params.parse(exchange.getRequestURI().getRawQuery());
        } catch (IllegalArgumentException e) {
            return Reply.message(400, "The parameters contain a malformed % escape");
        }
        try {
            return application.apply(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    params,
                    exchange.getRequestHeaders(),
                    body));
        } catch (RuntimeException e) {
            LOG.debug(
                    "{} {} failed",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    e);
            return Reply.message(500, "The sandbox failed: " + e.getMessage());
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", reply.contentType());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(
                "Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'");
        reply.headers().forEach(headers::set);
        byte[] body = reply.body();
        String announced = reply.headers().get(Reply.LENGTH);
        if (announced == null && body.length > WORTH_COMPRESSING && acceptsGzip(exchange)) {
            headers.set("Content-Encoding", "gzip");
            body = compressed(body);
        }
        exchange.sendResponseHeaders(reply.status(), announced == null ? body.length : Long.parseLong(announced));
        exchange.getResponseBody().write(body);
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        return accepted != null && accepted.contains("gzip");
    }

    private static byte[] compressed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }
}
