package io.gitlab.verdict.tracker.qmetry.wire;

import io.gitlab.verdict.http.HttpReply;
import java.util.Optional;
import java.util.Set;

/**
 * Error messages, each with its remedy, for responses that end all further requests.
 *
 * @param root the server, as set in {@code qmetry.url}
 */
record Advice(String root) {
    private static final String INVALID_KEY = "CO.INVALID_API_KEY";

    /** Codes that QMetry's API blueprint documents with HTTP 401 for a key that is not accepted. */
    private static final Set<String> KEY_CODES = Set.of("", INVALID_KEY, "CO.GENERAL_EXCEPTION");

    private static final String SET_KEY = " Set VERDICT_API_KEY, or the <server> in settings.xml, to a key generated in"
            + " QMetry under Integrations > Open API.";

    private static final String SIGNATURE = " If the signature is the cause, correct the user name and password in the"
            + " <server> that <qmetry><serverId> names.";

    /**
     * The error if no other request will succeed either; empty if the response may concern this request alone.
     *
     * @param answer the response's JSON, if any
     * @param signed whether the request contained a signature
     */
    Optional<String> forStatus(HttpReply reply, Row answer, String action, boolean signed) {
        String code = answer.text("code");
        String status = "HTTP " + reply.status() + (code.isEmpty() ? "" : ", \"" + code + "\"");
        return switch (reply.status()) {
            case 401 -> Optional.of(unauthorized(code, status, action, signed));
            case 403 ->
                Optional.of("QMetry does not permit this (" + status + "): the key's owner lacks the right to execute"
                        + " tests in the project, or a firewall blocks the request." + (signed ? SIGNATURE : ""));
            case 407 ->
                Optional.of("The proxy requires another user or password (HTTP 407). Correct the <proxy> in"
                        + " settings.xml.");
            case 404 ->
                answer.envelope()
                        ? Optional.empty()
                        : Optional.of("There is no QMetry at " + root
                                + " (HTTP 404). Set <qmetry><url> to the server's root.");
            default -> redirected(reply.status());
        };
    }

    private static String unauthorized(String code, String status, String action, boolean signed) {
        return code.equals(INVALID_KEY) || !signed && KEY_CODES.contains(code)
                ? "QMetry does not accept the API key (" + status + ")." + SET_KEY
                : "QMetry refused to " + action + " (" + status + "); the API key may be the cause." + SET_KEY
                        + (signed ? SIGNATURE : "");
    }

    private Optional<String> redirected(int status) {
        return status < 300 || status >= 400
                ? Optional.empty()
                : Optional.of(root + " answers with a redirect (HTTP " + status
                        + "). It is not followed, because the API key is sent to the configured host only. Set"
                        + " <qmetry><url> to the server's own address.");
    }

    /** The error for a response that is not JSON, or not what QMetry would send. */
    String notQMetry(String action) {
        return root + " sent a response that is not from QMetry to the request to " + action
                + ". Set <qmetry><url> to QMetry's root, or correct the <proxy> in settings.xml if a proxy sent it.";
    }
}
