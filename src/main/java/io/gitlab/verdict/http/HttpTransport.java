package io.gitlab.verdict.http;

import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.time.Backoff;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.RateLimiter;
import io.gitlab.verdict.time.RetryPolicy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests to one server and retries them: reads after any failure, writes only if the server certainly did not
 * apply them (refused connection, HTTP 429). The delay is the server's ({@code Retry-After}, but at least a second) or an
 * exponential backoff with jitter. Retries end at the deadline, or after two minutes without a usable reply. A reply that
 * is too large is not requested again, and shows that the server answers.
 */
public final class HttpTransport implements AutoCloseable {
    /** Just above the four minutes after which Rally aborts a request. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(250);

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final int UNAUTHORIZED = 401;

    private final HttpSettings settings;
    private final Deadline deadline;
    private final QuotaDetector quota;
    private final CloseableHttpClient client;
    private final DeadlineTimer timer;
    private final RateLimiter limiter;
    private final RateLimiter writeLimiter;
    private volatile Optional<Instant> failingSince = Optional.empty();
    private volatile boolean reached;
    private volatile Optional<String> usedUp = Optional.empty();

    public HttpTransport(HttpSettings settings, Deadline deadline) {
        this(settings, deadline, QuotaDetector.NONE);
    }

    /** @param quota detects replies after which no further request is sent */
    public HttpTransport(HttpSettings settings, Deadline deadline, QuotaDetector quota) {
        this.quota = quota;
        this.settings = settings;
        this.deadline = deadline;
        this.limiter = new RateLimiter(settings.requestsPerMinute());
        this.writeLimiter = new RateLimiter(settings.writesPerMinute());
        this.client = HttpClientFactory.create(settings);
        this.timer = new DeadlineTimer(deadline);
    }

    /**
     * Sends a request and returns the reply, which may be an error such as HTTP 401.
     *
     * @throws NoAnswerException if there is no usable reply after all permitted retries
     */
    public HttpReply send(HttpCall call) throws NoAnswerException {
        Backoff backoff = new Backoff(deadline);
        while (true) {
            Instant start = deadline.now();
            requireQuota();
            Attempt attempt = attempt(call);
            Optional.ofNullable(attempt.reply())
                    .flatMap(reply -> quota.usedUp(call, reply))
                    .ifPresent(message -> usedUp = Optional.of(mask(message)));
            requireQuota();
            if (attempt.usable()) {
                failingSince = Optional.empty();
                reached = true;
                return attempt.reply();
            }
            if (attempt.tooLarge()) {
                failingSince = Optional.empty();
                reached = true;
            }
            Duration wait =
                    attempt.retryAfter().map(HttpTransport::atLeastShortest).orElseGet(backoff::next);
            if (!attempt.mayRetry(call.safe()) || unavailableTooLong(start, wait) || !deadline.sleep(wait)) {
                throw attempt.failure(call, settings.root().getHost(), this::mask);
            }
        }
    }

    private void requireQuota() throws NoAnswerException {
        if (usedUp.isPresent()) {
            throw new NoAnswerException(usedUp.get(), false, Optional.empty(), null);
        }
    }

    /** The message of the reply that reported the quota as used up; empty if there was none. */
    public Optional<String> quotaUsedUp() {
        return usedUp;
    }

    private static Duration atLeastShortest(Duration wait) {
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }

    /** Whether two minutes without a usable reply will have passed when the wait ends. */
    private boolean unavailableTooLong(Instant start, Duration wait) {
        failingSince = Optional.of(failingSince.orElse(start));
        Duration failing = Duration.between(failingSince.get(), deadline.now());
        return failing.plus(wait).compareTo(RetryPolicy.MAX_UNAVAILABLE) > 0;
    }

    private Attempt attempt(HttpCall call) {
        if (deadline.passed()) {
            return Attempt.notSent(new IOException("the deadline of " + deadline.budget() + " has passed"), false);
        }
        if (!awaitTurn(limiter) || (!call.safe() && !awaitTurn(writeLimiter))) {
            return Attempt.notSent(
                    new IOException("the deadline of " + deadline.budget()
                            + " would pass before the rate limit allows the request"),
                    false);
        }
        try {
            return Attempt.answered(authenticated(call));
        } catch (UnknownHostException e) {
            // A name that resolved before is not misspelled.
            return Attempt.notSent(e, reached);
        } catch (SSLHandshakeException | SSLPeerUnverifiedException e) {
            boolean untrusted = e instanceof SSLPeerUnverifiedException || e.getCause() instanceof CertificateException;
            return Attempt.notSent(e, !untrusted);
        } catch (ConnectException | ConnectTimeoutException | NoRouteToHostException e) {
            return Attempt.notSent(e, true);
        } catch (CredentialsException | IncompleteBodyException e) {
            return Attempt.notSent(e, false);
        } catch (ReplyTooLargeException e) {
            return Attempt.tooLarge(e);
        } catch (IOException e) {
            return Attempt.unknown(e);
        }
    }

    /** After HTTP 401, retries with renewed credentials, even a write: the server did not apply it. */
    private HttpReply authenticated(HttpCall call) throws IOException {
        Map<String, Secret> headers = credentials();
        HttpReply reply = execute(call, headers);
        return reply.status() == UNAUTHORIZED && settings.credentials().renew(headers)
                ? execute(call, credentials())
                : reply;
    }

    private Map<String, Secret> credentials() throws CredentialsException {
        try {
            return settings.credentials().headers();
        } catch (IOException e) {
            throw new CredentialsException(e);
        }
    }

    private HttpReply execute(HttpCall call, Map<String, Secret> credentials) throws IOException {
        HttpUriRequestBase request = request(call, credentials);
        ReplyReader reader =
                new ReplyReader(call.downloadHandler(), deadline, call.confidential() ? body -> "" : this::mask);
        Future<?> cancellation = timer.cancelAtDeadline(request);
        try {
            return client.execute(request, context(call), response -> reader.read(response, request));
        } catch (IOException e) {
            return reader.cancelled().orElseThrow(() -> e);
        } catch (RuntimeException e) {
            // The client fails like this if the request is cancelled between two of its steps.
            if (!request.isCancelled()) {
                throw e;
            }
            throw new IOException("the deadline of " + deadline.budget() + " passed during the request", e);
        } finally {
            cancellation.cancel(false);
        }
    }

    private boolean awaitTurn(RateLimiter limiter) {
        Duration wait = limiter.reserve(deadline.now());
        return wait.isZero() || deadline.sleep(wait);
    }

    private HttpClientContext context(HttpCall call) {
        Duration longest = call.safe() ? RetryPolicy.MAX_UNAVAILABLE : LONGEST_WRITE;
        Duration wait = deadline.remaining().compareTo(longest) < 0 ? deadline.remaining() : longest;
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(wait.plusMillis(1)))
                .build());
        return context;
    }

    private HttpUriRequestBase request(HttpCall call, Map<String, Secret> credentials) {
        HttpUriRequestBase request =
                new HttpUriRequestBase(call.method(), settings.root().resolve(call.path()));
        request.setHeader(HttpHeaders.ACCEPT, call.downloadHandler().isPresent() ? "*/*" : "application/json");
        settings.headers().forEach(request::setHeader);
        credentials.forEach((name, secret) -> request.setHeader(name, secret.reveal()));
        call.body().ifPresent(body -> request.setEntity(entity(body, ContentType.parse(call.contentType()))));
        return request;
    }

    private HttpEntity entity(RequestBody body, ContentType type) {
        return new EntityTemplate(
                body.length(), type, null, out -> body.writeTo(new DeadlineOutputStream(out, deadline)));
    }

    /** Masks all credentials of the server and the proxy in a text. */
    public String mask(String text) {
        String masked = text;
        for (Secret secret : settings.secrets()) {
            masked = secret.maskIn(masked);
        }
        return masked;
    }

    @Override
    public void close() throws IOException {
        timer.close();
        client.close();
    }
}
