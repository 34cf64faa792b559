package io.gitlab.verdict.http;

import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.time.Backoff;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.Pace;
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
 * Sends requests to one server and retries what may be retried: reads after any failure, writes only when they were
 * certainly not applied (refused connection, HTTP 429). It waits as the server asks ({@code Retry-After}), but at least a
 * second, or with a growing, jittered delay, never past the deadline, and never longer than two minutes without one good
 * answer.
 */
public final class HttpTransport implements AutoCloseable {
    /** Just above the four minutes after which Rally itself gives a request up. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(250);

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final int UNAUTHORIZED = 401;

    private final HttpSettings settings;
    private final Deadline deadline;
    private final Quota quota;
    private final CloseableHttpClient client;
    private final Watch watch;
    private final Pace pace;
    private final Pace writePace;
    private volatile Optional<Instant> troubleSince = Optional.empty();
    private volatile boolean reached;
    private volatile Optional<String> usedUp = Optional.empty();

    public HttpTransport(HttpSettings settings, Deadline deadline) {
        this(settings, deadline, Quota.NONE);
    }

    /** @param quota after an answer that it knows, nothing more is sent */
    public HttpTransport(HttpSettings settings, Deadline deadline, Quota quota) {
        this.quota = quota;
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
            endWithQuota();
            Attempt attempt = attempt(call);
            usedUp = Optional.ofNullable(attempt.reply())
                    .flatMap(reply -> quota.usedUp(call, reply))
                    .map(this::mask);
            endWithQuota();
            if (attempt.usable()) {
                troubleSince = Optional.empty();
                reached = true;
                return attempt.reply();
            }
            Duration wait =
                    attempt.retryAfter().map(HttpTransport::atLeastShortest).orElseGet(backoff::next);
            if (!attempt.mayRetry(call.safe()) || impatient(start, wait) || !deadline.sleep(wait)) {
                throw attempt.failure(call, settings.root().getHost(), this::mask);
            }
        }
    }

    private void endWithQuota() throws NoAnswerException {
        if (usedUp.isPresent()) {
            throw new NoAnswerException(usedUp.get(), false, Optional.empty(), null);
        }
    }

    /** Why nothing more is sent; empty as long as the server has not said that the quota is used up. */
    public Optional<String> quotaUsedUp() {
        return usedUp;
    }

    private static Duration atLeastShortest(Duration wait) {
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }

    /** Whether waiting that long would make it two minutes since the first of the latest failures began. */
    private boolean impatient(Instant start, Duration wait) {
        troubleSince = Optional.of(troubleSince.orElse(start));
        Duration trouble = Duration.between(troubleSince.get(), deadline.now());
        return trouble.plus(wait).compareTo(RetryPolicy.PATIENCE) > 0;
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
            return Attempt.answered(authenticated(call));
        } catch (UnknownHostException e) {
            // A name that was good a moment ago is no mistake in the settings.
            return Attempt.notSent(e, reached);
        } catch (SSLHandshakeException | SSLPeerUnverifiedException e) {
            boolean mistrust = e instanceof SSLPeerUnverifiedException || e.getCause() instanceof CertificateException;
            return Attempt.notSent(e, !mistrust);
        } catch (ConnectException | ConnectTimeoutException | NoRouteToHostException e) {
            return Attempt.notSent(e, true);
        } catch (CredentialsException | IncompleteBodyException e) {
            return Attempt.notSent(e, false);
        } catch (IOException e) {
            return Attempt.unknown(e);
        }
    }

    /** A request that is answered with HTTP 401 was not applied, so that even a write may be sent again. */
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
        ReplyReader reader = new ReplyReader(call.receiver(), deadline, call.confidential() ? body -> "" : this::mask);
        Future<?> alarm = watch.over(request);
        try {
            return client.execute(request, context(call), response -> reader.read(response, request));
        } catch (IOException e) {
            return reader.early().orElseThrow(() -> e);
        } finally {
            alarm.cancel(false);
        }
    }

    private boolean awaitTurn(Pace pace) {
        Duration untilTurn = pace.take(deadline.now());
        return untilTurn.isZero() || deadline.sleep(untilTurn);
    }

    private HttpClientContext context(HttpCall call) {
        Duration longest = call.safe() ? RetryPolicy.PATIENCE : LONGEST_WRITE;
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
        request.setHeader(HttpHeaders.ACCEPT, call.receiver().isPresent() ? "*/*" : "application/json");
        settings.headers().forEach(request::setHeader);
        credentials.forEach((name, secret) -> request.setHeader(name, secret.reveal()));
        call.body().ifPresent(body -> request.setEntity(entity(body, ContentType.parse(call.contentType()))));
        return request;
    }

    private HttpEntity entity(Body body, ContentType type) {
        return new EntityTemplate(body.length(), type, null, out -> body.writeTo(new TimelyOutput(out, deadline)));
    }

    /** The text with all credentials of this server and its proxy masked. */
    public String mask(String text) {
        String masked = text;
        for (Secret secret : settings.secrets()) {
            masked = secret.maskIn(masked);
        }
        return masked;
    }

    @Override
    public void close() throws IOException {
        watch.close();
        client.close();
    }
}
