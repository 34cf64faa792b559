package io.gitlab.verdict.tracker.qmetry.wire;

import io.gitlab.verdict.http.HttpCall;
import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.http.QuotaDetector;
import io.gitlab.verdict.time.Deadline;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Detects that an account's quota of requests per hour or day is exhausted. QMetry does not document this response.
 *
 * <p>Assumptions: the quota is exhausted after a refusal with a quota code, regardless of its HTTP status; HTTP 429
 * with a quota text; and any HTTP 429 to a write, because further writes would use up the rest. It is not after HTTP
 * 429 with a short {@code Retry-After}, which is waited for.
 */
public record QMetryQuota(Deadline deadline) implements QuotaDetector {
    private static final Duration SHORT = Duration.ofMinutes(1);

    @Override
    public Optional<String> usedUp(HttpCall call, HttpReply reply) {
        boolean throttled = reply.status() == 429;
        if (throttled
                && reply.retryAfter().filter(wait -> wait.compareTo(SHORT) <= 0).isPresent()) {
            return Optional.empty();
        }
        Row answer = OpenApi.row(reply);
        boolean used = throttled
                ? !call.safe() || mentionsQuota(answer.text("code") + reply.text())
                : answer.has("success") && !answer.success() && mentionsQuota(answer.text("code"));
        return used ? Optional.of(advice(reply, answer.text("code"))) : Optional.empty();
    }

    /** A size limit on a file or a text is not a quota. */
    private static boolean mentionsQuota(String text) {
        String capitals = text.toUpperCase(Locale.ROOT);
        boolean size = capitals.contains("SIZE") || capitals.contains("LENGTH");
        return (capitals.contains("QUOTA") || capitals.contains("LIMIT")) && !size;
    }

    private String advice(HttpReply reply, String code) {
        String reset = reply.retryAfter()
                .map(wait -> ", at " + deadline.now().plus(wait).truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
        return "QMetry's quota of requests is exhausted (" + ("HTTP " + reply.status() + " " + code).strip()
                + "); no more requests are sent. Unpublished results are in the outbox: run mvn verdict:replay after"
                + " the quota resets" + reset + ". Run other goals again then.";
    }
}
