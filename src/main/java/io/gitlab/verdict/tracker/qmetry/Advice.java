package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.http.HttpReply;
import java.util.Optional;
import java.util.Set;

/**
 * What to tell a person whom QMetry answers nothing, and what to do next.
 *
 * @param root the server, as the setting {@code qmetry.url} says it
 */
record Advice(String root) {
    private static final String INVALID_KEY = "CO.INVALID_API_KEY";

    /** What comes with HTTP 401 in QMetry's API blueprint, where a key is not accepted. */
    private static final Set<String> KEY_CODES = Set.of("", INVALID_KEY, "CO.GENERAL_EXCEPTION");

    private static final String SET_KEY =
            " Set VERDICT_API_KEY, or the <server> in settings.xml, to a key made under Integrations, Open API.";

    private static final String SIGNATURE = " If the signature is at fault, correct the user name and password in the"
            + " <server> that <qmetry><serverId> names.";

    /**
     * Why nothing else will be done either; empty when the answer may be about this request alone.
     *
     * @param said what QMetry itself said with it, if anything
     * @param signed whether the request held a signature
     */
    Optional<String> forStatus(HttpReply reply, Row said, String action, boolean signed) {
        String code = said.text("code");
        String told = "HTTP " + reply.status() + (code.isEmpty() ? "" : ", \"" + code + "\"");
        return switch (reply.status()) {
            case 401 -> Optional.of(unauthorized(code, told, action, signed));
            case 403 ->
                Optional.of("QMetry forbids this (" + told + "): the key's owner needs the right to execute tests in"
                        + " the project, or a firewall stands in the way." + (signed ? SIGNATURE : ""));
            case 407 ->
                Optional.of("The proxy wants another user or password (HTTP 407). Correct the <proxy> in"
                        + " settings.xml.");
            case 404 ->
                said.envelope()
                        ? Optional.empty()
                        : Optional.of("There is no QMetry at " + root
                                + " (HTTP 404). Set <qmetry><url> to the server's root.");
            default -> redirected(reply.status());
        };
    }

    private static String unauthorized(String code, String told, String action, boolean signed) {
        return code.equals(INVALID_KEY) || !signed && KEY_CODES.contains(code)
                ? "QMetry does not accept the API key (" + told + ")." + SET_KEY
                : "QMetry refused to " + action + " (" + told + "), which may be about the API key." + SET_KEY
                        + (signed ? SIGNATURE : "");
    }

    private Optional<String> redirected(int status) {
        return status < 300 || status >= 400
                ? Optional.empty()
                : Optional.of(root + " answers with a redirect (HTTP " + status
                        + "), which is not followed because the API key is for the configured host alone. Set"
                        + " <qmetry><url> to the server's own address.");
    }

    /** Of an answer that is no object of JSON, or not the one that was asked for. */
    String forStranger(String action) {
        return root + " answers, but not as QMetry does, on the way to " + action
                + ". Set <qmetry><url> to QMetry's root, or correct the <proxy> in settings.xml if one answers in its place.";
    }
}
