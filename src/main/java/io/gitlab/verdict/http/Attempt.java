package io.gitlab.verdict.http;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;

/**
 * What became of sending a request once.
 *
 * @param reply the answer; null when there is none
 * @param failure why there is none; null when there is one
 * @param sent whether the server may have seen the request
 * @param passing whether the trouble may pass by itself
 */
record Attempt(HttpReply reply, IOException failure, boolean sent, boolean passing) {

    static Attempt answered(HttpReply reply) {
        return new Attempt(reply, null, true, true);
    }

    static Attempt notSent(IOException failure, boolean passing) {
        return new Attempt(null, failure, false, passing);
    }

    static Attempt unknown(IOException failure) {
        return new Attempt(null, failure, true, true);
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
        return passing && (safe || certainlyNotApplied());
    }

    /** @param mask takes secrets out of a text */
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
        String told = message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
        if (failure instanceof UnknownHostException) {
            return "the host name is unknown (" + told + "). Check the address, and <proxies> in settings.xml.";
        }
        if (failure instanceof SSLException) {
            return "no trusted TLS connection (" + told + "). If an authority of your own signed the server's"
                    + " certificate, name the trust store that holds it: -Djavax.net.ssl.trustStore in MAVEN_OPTS.";
        }
        return told;
    }
}
