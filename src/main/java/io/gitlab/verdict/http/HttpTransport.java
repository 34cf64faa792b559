package io.gitlab.verdict.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests to one server and retries what may be retried: reads after any failure, writes only when they were
 * certainly not applied (refused connection, HTTP 429). It waits as the server asks ({@code Retry-After}), but at least a
 * second, or with a growing, jittered delay, never past the deadline, and never longer than two minutes without one good
 * answer.
 */
public final class HttpTransport implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Just above the four minutes after which Rally itself gives a request up. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(250);

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final int LARGEST_ANSWER = 16 * 1024 * 1024;
    private static final int EXCERPT = 200;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final HttpSettings settings;
    private final Deadline deadline;
    private final CloseableHttpClient client;
    private final Watch watch;
    private final Pace pace;
    private final Pace writePace;
    private volatile Optional<Instant> troubleSince = Optional.empty();
    private volatile boolean reached;

    public HttpTransport(HttpSettings settings, Deadline deadline) {
        this.settings = settings;
        this.deadline = deadline;
        this.pace = new Pace(settings.requestsPerMinute());
        this.writePace = new Pace(settings.writesPerMinute());
        this.client = HttpClientFactory.create(settings);
        this.watch = new Watch(deadline);
    }

    /**
     * Sends a request and returns the answer, which may be a refusal such as HTTP 401.
     *
     * @throws NoAnswerException when no usable answer came after all retries that are safe
     */
    public HttpReply send(HttpCall call) throws NoAnswerException {
        Backoff backoff = new Backoff(deadline);
        while (true) {
            Instant start = deadline.now();
            Attempt attempt = attempt(call);
            if (attempt.usable()) {
                troubleSince = Optional.empty();
                reached = true;
                return attempt.reply();
            }
            Duration wait =
                    attempt.retryAfter().map(HttpTransport::atLeastShortest).orElseGet(backoff::next);
            if (!attempt.mayRetry(call.safe()) || impatient(start, wait) || !deadline.sleep(wait)) {
                throw attempt.failure(call, settings.root().getHost());
            }
        }
    }

    private static Duration atLeastShortest(Duration wait) {
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }

    /** Whether waiting that long would make it two minutes since the first of the latest failures began. */
    private boolean impatient(Instant start, Duration wait) {
        troubleSince = Optional.of(troubleSince.orElse(start));
        Duration trouble = Duration.between(troubleSince.get(), deadline.now());
        return trouble.plus(wait).compareTo(PATIENCE) > 0;
    }

    private Attempt attempt(HttpCall call) {
        if (deadline.passed()) {
            return Attempt.notSent(new IOException("the deadline of " + deadline.budget() + " has passed"), false);
        }
        if (!awaitTurn(pace) || (!call.safe() && !awaitTurn(writePace))) {
            return Attempt.notSent(
                    new IOException("the deadline of " + deadline.budget()
                            + " is too short for so many requests at the allowed number per minute"),
                    false);
        }
        try {
            return Attempt.answered(execute(call));
        } catch (UnknownHostException e) {
            // A name that was good a moment ago is no mistake in the settings.
            return Attempt.notSent(e, reached);
        } catch (SSLHandshakeException | SSLPeerUnverifiedException e) {
            boolean mistrust = e instanceof SSLPeerUnverifiedException || e.getCause() instanceof CertificateException;
            return Attempt.notSent(e, !mistrust);
        } catch (ConnectException | ConnectTimeoutException | NoRouteToHostException e) {
            return Attempt.notSent(e, true);
        } catch (IncompleteBodyException e) {
            return Attempt.notSent(e, false);
        } catch (IOException e) {
            return Attempt.unknown(e);
        }
    }

    private HttpReply execute(HttpCall call) throws IOException {
        HttpUriRequestBase request = request(call);
        Future<?> alarm = watch.over(request);
        try {
            return client.execute(request, context(call), response -> reply(response, request));
        } finally {
            alarm.cancel(false);
        }
    }

    private boolean awaitTurn(Pace pace) {
        Duration untilTurn = pace.take(deadline.now());
        return untilTurn.isZero() || deadline.sleep(untilTurn);
    }

    private HttpClientContext context(HttpCall call) {
        Duration longest = call.safe() ? PATIENCE : LONGEST_WRITE;
        Duration wait = deadline.remaining().compareTo(longest) < 0 ? deadline.remaining() : longest;
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(wait.plusMillis(1)))
                .build());
        return context;
    }

    private HttpUriRequestBase request(HttpCall call) {
        HttpUriRequestBase request =
                new HttpUriRequestBase(call.method(), settings.root().resolve(call.path()));
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        settings.headers().forEach(request::setHeader);
        settings.credentials().forEach((name, secret) -> request.setHeader(name, secret.reveal()));
        call.body().ifPresent(body -> request.setEntity(entity(body, ContentType.parse(call.contentType()))));
        return request;
    }

    private HttpEntity entity(Body body, ContentType type) {
        return new EntityTemplate(body.length(), type, null, out -> body.writeTo(new TimelyOutput(out, deadline)));
    }

    private HttpReply reply(ClassicHttpResponse response, Cancellable request) throws IOException {
        byte[] body = body(response, request);
        Optional<JsonNode> json = json(body);
        boolean whole = json.isPresent() && response.getCode() < 300;
        return new HttpReply(
                response.getCode(), json, whole ? "" : excerpt(body), retryAfter(response), date(response));
    }

    private byte[] body(ClassicHttpResponse response, Cancellable request) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (response.getEntity() == null) {
            return body.toByteArray();
        }
        InputStream content = response.getEntity().getContent();
        byte[] some = new byte[16 * 1024];
        for (int length = content.read(some); length >= 0; length = content.read(some)) {
            body.write(some, 0, length);
            if (body.size() > LARGEST_ANSWER || deadline.passed()) {
                // Else closing would read all the rest, and an answer without an end would hold the build up for ever.
                request.cancel();
                throw new IOException(
                        deadline.passed()
                                ? "the deadline of " + deadline.budget() + " passed amid the answer"
                                : "the answer is larger than " + LARGEST_ANSWER + " bytes");
            }
        }
        return body.toByteArray();
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
        // Masked before it is cut, because a secret that is cut in two is not recognised.
        String text = mask(new String(body, StandardCharsets.UTF_8))
                .replaceAll("<[^>]*>", " ")
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...";
    }

    /** The text with all credentials of this server and its proxy masked. */
    public String mask(String text) {
        String masked = text;
        for (Secret secret : settings.secrets()) {
            masked = secret.maskIn(masked);
        }
        return masked;
    }

    private static Optional<Instant> date(ClassicHttpResponse response) {
        return Optional.ofNullable(response.getFirstHeader(HttpHeaders.DATE))
                .map(header -> DateUtils.parseStandardDate(header.getValue()));
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
        watch.close();
        client.close();
    }
}
