package io.gitlab.verdict.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One answer.
 *
 * @param status the HTTP status
 * @param json the body, if it is whole, well-formed JSON; a missing node in place of a file that a {@link Receiver} took
 * @param text the beginning of a body that is not, or that tells of a failure, with secrets masked; for messages
 * @param retryAfter how long the server asks to wait
 * @param date the server's time
 */
public record HttpReply(
        int status, Optional<JsonNode> json, String text, Optional<Duration> retryAfter, Optional<Instant> date) {

    public HttpReply {
        requireNonNull(json, "json");
        requireNonNull(text, "text");
        requireNonNull(retryAfter, "retryAfter");
        requireNonNull(date, "date");
    }

    boolean throttled() {
        return status == 429;
    }

    /** A server in trouble, or a page such as "we are offline" in place of an answer. */
    boolean broken() {
        return status == 408 || status >= 500 || (status >= 200 && status < 300 && json.isEmpty());
    }

    String summary() {
        return text.isBlank() ? "HTTP " + status : "HTTP " + status + ", \"" + text + "\"";
    }
}
