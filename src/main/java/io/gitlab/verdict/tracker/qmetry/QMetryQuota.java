package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.http.HttpCall;
import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.http.Quota;
import io.gitlab.verdict.time.Deadline;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * What an account may ask of QMetry in an hour or a day. How QMetry says that it is used up is not documented.
 *
 * <p>Assumptions: a refusal whose code says so, with whatever HTTP status; HTTP 429 whose text says so; and any HTTP 429 to a
 * write, since more writes would use up the rest. HTTP 429 that asks for a short wait is none of it: it is waited out.
 */
record QMetryQuota(Deadline deadline) implements Quota {
    private static final Duration SHORT = Duration.ofMinutes(1);

    @Override
    public Optional<String> usedUp(HttpCall call, HttpReply reply) {
        boolean throttled = reply.status() == 429;
        if (throttled
                && reply.retryAfter().filter(wait -> wait.compareTo(SHORT) <= 0).isPresent()) {
            return Optional.empty();
        }
        Row said = OpenApi.row(reply);
        boolean used = throttled
                ? !call.safe() || tellsOf(said.text("code") + reply.text())
                : said.has("success") && !said.success() && tellsOf(said.text("code"));
        return used ? Optional.of(advice(reply, said.text("code"))) : Optional.empty();
    }

    /** A file or a text that is too large has a limit, too. */
    private static boolean tellsOf(String text) {
        String capitals = text.toUpperCase(Locale.ROOT);
        boolean size = capitals.contains("SIZE") || capitals.contains("LENGTH");
        return (capitals.contains("QUOTA") || capitals.contains("LIMIT")) && !size;
    }

    private String advice(HttpReply reply, String code) {
        String reset = reply.retryAfter()
                .map(wait -> ", at " + deadline.now().plus(wait).truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
        return "QMetry's quota of requests is used up (" + ("HTTP " + reply.status() + " " + code).strip()
                + "), so nothing more is asked. What is not published waits in the outbox: run mvn verdict:replay after"
                + " the quota resets" + reset + ". Other goals are simply run again then.";
    }
}
