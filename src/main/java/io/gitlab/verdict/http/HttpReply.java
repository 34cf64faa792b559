package io.gitlab.verdict.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One reply of the server.
 *
 * @param status the HTTP status
 * @param json the body if it is complete, well-formed JSON; a missing node if a {@link DownloadHandler} read the body
 * @param text for messages: the first characters of a body that is not JSON or reports a failure, with secrets masked
 * @param retryAfter the delay that the server asks for
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

    /** A server failure, or a page such as "we are offline" instead of JSON. */
    boolean broken() {
        return status == 408 || status >= 500 || (status >= 200 && status < 300 && json.isEmpty());
    }

    String summary() {
        return text.isBlank() ? "HTTP " + status : "HTTP " + status + ", \"" + text + "\"";
    }
}
