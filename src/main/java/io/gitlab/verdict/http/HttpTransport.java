package io.gitlab.verdict.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Sends requests to one server and retries what may be retried: reads after any failure, writes only when they were
 * certainly not applied (refused connection, HTTP 429). It waits as the server asks ({@code Retry-After}) or with a
 * growing, jittered delay, never past the deadline, and never longer than two minutes without one good answer.
 */
public final class HttpTransport implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;
    private static final int EXCERPT = 200;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final HttpSettings settings;
    private final Deadline deadline;
    private final RandomGenerator random;
    private final CloseableHttpClient client;
    private Optional<Instant> troubleSince = Optional.empty();

    public HttpTransport(HttpSettings settings, Deadline deadline, RandomGenerator random) {
        this.settings = settings;
        this.deadline = deadline;
        this.random = random;
        this.client = HttpClientFactory.create(settings);
    }

    /**
     * Sends a request and returns the answer, which may be a refusal such as HTTP 401.
     *
     * @throws NoAnswerException when no usable answer came after all retries that are safe
     */
    public HttpReply send(HttpCall call) throws NoAnswerException {
        Backoff backoff = new Backoff(random);
        while (true) {
            Attempt attempt = attempt(call);
            if (attempt.usable()) {
                troubleSince = Optional.empty();
                return attempt.reply();
            }
            Duration wait = attempt.retryAfter().orElseGet(backoff::next);
            if (!attempt.mayRetry(call.safe()) || impatient() || !deadline.sleep(wait)) {
                throw attempt.failure(call, settings.root().getHost());
            }
        }
    }

    private boolean impatient() {
        Instant now = deadline.now();
        troubleSince = Optional.of(troubleSince.orElse(now));
        return Duration.between(troubleSince.get(), now).compareTo(PATIENCE) >= 0;
    }

    private Attempt attempt(HttpCall call) {
        if (deadline.passed()) {
            return Attempt.notSent(new IOException("the deadline of " + deadline.budget() + " has passed"), false);
        }
        try {
            return Attempt.answered(client.execute(request(call).build(), this::reply));
        } catch (UnknownHostException | SSLHandshakeException e) {
            return Attempt.notSent(e, false);
        } catch (ConnectException | ConnectTimeoutException | NoRouteToHostException e) {
            return Attempt.notSent(e, true);
        } catch (IOException e) {
            return Attempt.unknown(e);
        }
    }

    private ClassicRequestBuilder request(HttpCall call) {
        ClassicRequestBuilder request = ClassicRequestBuilder.create(call.method())
                .setUri(settings.root().resolve(call.path()))
                .setHeader(HttpHeaders.ACCEPT, "application/json");
        settings.credentials().forEach((name, secret) -> request.setHeader(name, secret.reveal()));
        call.body().ifPresent(body -> request.setEntity(body, ContentType.parse(call.contentType())));
        return request;
    }

    private HttpReply reply(ClassicHttpResponse response) throws IOException {
        byte[] body = body(response);
        Optional<JsonNode> json = json(body);
        return new HttpReply(response.getCode(), json, json.isPresent() ? "" : excerpt(body), retryAfter(response));
    }

    private static byte[] body(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return new byte[0];
        }
        try (InputStream content = response.getEntity().getContent()) {
            byte[] body = content.readNBytes(LARGEST_ANSWER + 1);
            if (body.length > LARGEST_ANSWER) {
                throw new IOException("the answer is larger than " + LARGEST_ANSWER + " bytes");
            }
            return body;
        }
    }

    private static Optional<JsonNode> json(byte[] body) throws IOException {
        try {
            JsonNode node = JSON.readTree(body);
            return node.isContainerNode() ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private String excerpt(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 16 * EXCERPT), StandardCharsets.UTF_8)
                .replaceAll("<[^>]*>", " ")
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        return mask(text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...");
    }

    /** The text with all credentials of this server masked. */
    public String mask(String text) {
        String masked = text;
        for (Secret secret : settings.credentials().values()) {
            masked = secret.maskIn(masked);
        }
        return masked;
    }

    private Optional<Duration> retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        if (header == null) {
            return Optional.empty();
        }
        String value = header.getValue().strip();
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return Optional.ofNullable(DateUtils.parseStandardDate(value))
                .map(date -> Duration.between(deadline.now(), date))
                .filter(wait -> !wait.isNegative());
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
