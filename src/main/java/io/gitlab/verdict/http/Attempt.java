package io.gitlab.verdict.http;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;

/**
 * The outcome of sending a request once.
 *
 * @param reply the reply; null if there is none
 * @param failure why there is no reply; null if there is one
 * @param sent whether the server may have received the request
 * @param transientFailure whether a retry may succeed
 */
record Attempt(HttpReply reply, IOException failure, boolean sent, boolean transientFailure) {

    static Attempt answered(HttpReply reply) {
        return new Attempt(reply, null, true, true);
    }

    static Attempt notSent(IOException failure, boolean transientFailure) {
        return new Attempt(null, failure, false, transientFailure);
    }

    static Attempt unknown(IOException failure) {
        return new Attempt(null, failure, true, true);
    }

    static Attempt tooLarge(ReplyTooLargeException failure) {
        return new Attempt(null, failure, true, false);
    }

    /** Whether the server answered with more than is read. */
    boolean tooLarge() {
        return failure instanceof ReplyTooLargeException;
    }

    boolean usable() {
        return reply != null && !reply.broken() && !reply.throttled();
    }

    Optional<Duration> retryAfter() {
        return reply == null ? Optional.empty() : reply.retryAfter();
    }

    private boolean certainlyNotApplied() {
        return !sent || (reply != null && reply.throttled());
    }

    boolean mayRetry(boolean safe) {
        return transientFailure && (safe || certainlyNotApplied());
    }

    /** @param mask masks secrets in a text */
    NoAnswerException failure(HttpCall call, String host, UnaryOperator<String> mask) {
        String cause = reply != null ? reply.summary() : describe(failure);
        return new NoAnswerException(
                "Could not " + call.action() + " at " + host + ": " + mask.apply(cause),
                !call.safe() && !certainlyNotApplied(),
                retryAfter(),
                failure);
    }

    private static String describe(IOException failure) {
        String message = failure.getMessage();
        String reason =
                message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
        if (failure instanceof UnknownHostException) {
            return "the host name is unknown (" + reason + "). Check the address and <proxies> in settings.xml.";
        }
        if (failure instanceof SSLException) {
            return "no trusted TLS connection (" + reason
                    + "). If a private CA signed the server's certificate, set the"
                    + " trust store that contains the CA: -Djavax.net.ssl.trustStore in MAVEN_OPTS.";
        }
        return reason;
    }
}
