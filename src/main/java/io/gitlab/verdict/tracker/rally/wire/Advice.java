package io.gitlab.verdict.tracker.rally.wire;

import io.gitlab.verdict.http.HttpReply;
import java.util.List;

/**
 * What to tell a person whom Rally refused, and what to do next.
 *
 * @param root the server, as the setting {@code rally.url} says it
 */
public record Advice(String root) {
    private static final String KEY = "VERDICT_API_KEY, or the <server> in settings.xml,";

    public String forStatus(HttpReply reply) {
        String said = reply.text().isBlank() ? "" : ": \"" + reply.text() + "\"";
        return switch (reply.status()) {
            case 401 ->
                "Rally does not accept the API key (HTTP 401" + said + "). Set " + KEY
                        + " to a Full Access key of an enabled user.";
            case 403 ->
                "Rally forbids this (HTTP 403" + said
                        + "): the key's owner needs Editor rights in an open project, or a proxy stands in the way.";
            case 407 -> "The proxy wants another user or password (HTTP 407). Correct the <proxy> in settings.xml.";
            case 404 -> "There is no Rally at " + root + " (HTTP 404). Set <rally><url> to the server's root.";
            case 301, 302, 303, 307, 308 ->
                root + " answers with a redirect (HTTP " + reply.status()
                        + "), which is not followed because the API key is for the configured host alone."
                        + " Set <rally><url> to the server's own address.";
            default -> "Rally refused the request (HTTP " + reply.status() + said + ").";
        };
    }

    /** What to tell whose key is not accepted. No source tells the words for an expired password; this is an assumption. */
    public String forKey(HttpReply reply) {
        return reply.text().contains("expired")
                ? "The password of the key's owner has expired, and the key with it (HTTP 401: \"" + reply.text()
                        + "\"). Renew the password in Rally."
                : forStatus(reply);
    }

    public String forStranger() {
        return root + " answers, but not as Rally does. Set <rally><url> to Rally's root, such as"
                + " https://rally1.rallydev.com.";
    }

    String forErrors(String action, List<String> errors) {
        String said = String.join("; ", errors);
        if (WsapiErrors.invalidKey(errors)) {
            return "Rally does not accept the API key for this: \"" + said + "\". Set " + KEY
                    + " to a Full Access key; a read-only key cannot publish.";
        }
        return "Rally refused to " + action + ": \"" + said + "\".";
    }
}
