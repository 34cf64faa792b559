package io.gitlab.verdict.tracker.rally.wire;

import io.gitlab.verdict.http.HttpReply;
import java.util.List;

/**
 * Messages for requests that Rally refused, each with the remedy.
 *
 * @param root the value of {@code rally.url}
 */
public record Advice(String root) {
    /** The remedy for an API key without write access. */
    public static final String SET_FULL_ACCESS_KEY =
            "Set VERDICT_API_KEY, or the <server> in settings.xml, to a Full Access key";

    /** The remedy for a test set that is missing or ambiguous. */
    public static final String SET_TEST_SET = "Set <rally><testSet> to the FormattedID of a test set, such as TS42.";

    public String forStatus(HttpReply reply) {
        String said = reply.text().isBlank() ? "" : ": \"" + reply.text() + "\"";
        return switch (reply.status()) {
            case 401 ->
                "Rally does not accept the API key (HTTP 401" + said + "). " + SET_FULL_ACCESS_KEY
                        + " of an enabled user.";
            case 403 ->
                "Rally forbids this (HTTP 403" + said
                        + "): the owner of the key needs Editor permission in an open project, or a proxy blocks the"
                        + " request.";
            case 407 -> "The proxy rejects the user or the password (HTTP 407). Correct the <proxy> in settings.xml.";
            case 404 -> "No Rally at " + root + " (HTTP 404). Set <rally><url> to the server's root.";
            case 301, 302, 303, 307, 308 ->
                root + " answers with a redirect (HTTP " + reply.status()
                        + "), which is not followed because the API key is sent to the configured host only."
                        + " Set <rally><url> to the final address.";
            default -> "Rally refused the request (HTTP " + reply.status() + said + ").";
        };
    }

    /** The message for a rejected API key. Assumption: the text for an expired password contains "expired". */
    public String forKey(HttpReply reply) {
        return reply.text().contains("expired")
                ? "The password of the owner of the API key has expired, so the key is invalid (HTTP 401: \""
                        + reply.text() + "\"). Renew the password in Rally."
                : forStatus(reply);
    }

    public String forStranger() {
        return root + " does not answer like Rally. Set <rally><url> to Rally's root, such as"
                + " https://rally1.rallydev.com.";
    }

    String forErrors(String action, List<String> errors) {
        String said = String.join("; ", errors);
        if (WsapiErrors.invalidKey(errors)) {
            return "Rally does not accept the API key for this request: \"" + said + "\". " + SET_FULL_ACCESS_KEY
                    + "; a read-only key cannot publish.";
        }
        return "Rally refused to " + action + ": \"" + said + "\".";
    }
}
