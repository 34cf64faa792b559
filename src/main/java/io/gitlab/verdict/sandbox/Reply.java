package io.gitlab.verdict.sandbox;

import io.gitlab.verdict.text.HtmlText;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A response. */
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {

    /** No response: the connection is closed. */
    public static final Reply NONE = new Reply(0, "", new byte[0], Map.of());

    /** Announces more bytes than follow. */
    static final String LENGTH = "Content-Length";

    /** A JSON document. */
    public static Reply json(int status, JsonNode json) {
        return new Reply(status, "application/json; charset=utf-8", Json.MAPPER.writeValueAsBytes(json), Map.of());
    }

    /** A page. */
    public static Reply html(int status, String html) {
        return new Reply(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** A page with one sentence. */
    public static Reply message(int status, String text) {
        String escaped = HtmlText.escape(text);
        return html(
                status,
                "<!DOCTYPE html><html lang=\"en\"><head><title>" + status + "</title></head><body><p>" + escaped
                        + "</p></body></html>");
    }

    /** The response to a write that {@link Fault#WRITES_UNAVAILABLE} strikes. */
    public static Reply writesUnavailable(Dice dice) {
        Reply reply = message(503, "Service Unavailable");
        long seconds = dice.faults().time(Fault.WRITES_UNAVAILABLE).toSeconds();
        return dice.detail(Fault.WRITES_UNAVAILABLE, 2) == 0
                ? reply
                : reply.with("Retry-After", String.valueOf(seconds));
    }

    /** The same response with one more header. */
    public Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, body, more);
    }
}
