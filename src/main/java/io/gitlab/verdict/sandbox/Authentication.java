package io.gitlab.verdict.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may do what: API keys in the header {@code ZSESSIONID}, or basic authentication with a security token. */
final class Authentication {
    private static final Pattern SESSION = Pattern.compile("(?:.*;\\s*)?JSESSIONID=([^;]+).*");

    private final SandboxSettings settings;
    private final Map<String, String> tokensBySession = new ConcurrentHashMap<>();

    Authentication(SandboxSettings settings) {
        this.settings = settings;
    }

    /** The answer to a request that may not go on, or nothing when it may. */
    Optional<Reply> refuse(Request request, boolean writes) {
        Optional<String> key = request.header("ZSESSIONID");
        if (key.isPresent()) {
            return refuseKey(key.get(), request, writes);
        }
        if (!basic(request)) {
            return Optional.of(unauthorized("The username or password you entered is incorrect."));
        }
        return writes && !hasToken(request) ? Optional.of(invalidKey()) : Optional.empty();
    }

    private Optional<Reply> refuseKey(String key, Request request, boolean writes) {
        if (same(key, settings.apiKey())) {
            boolean trapped = settings.assumptions().contains(Assumption.SESSION_COOKIE_DEFEATS_KEY)
                    && session(request).isPresent();
            return writes && trapped && !hasToken(request) ? Optional.of(invalidKey()) : Optional.empty();
        }
        if (settings.readOnlyApiKey() != null && same(key, settings.readOnlyApiKey())) {
            return writes ? Optional.of(readOnly()) : Optional.empty();
        }
        return Optional.of(unauthorized("An Authentication object was not found in the SecurityContext"));
    }

    /** A new session with a security token, for basic authentication. */
    Reply authorize() {
        String session = UUID.randomUUID().toString();
        String token = UUID.randomUUID().toString();
        tokensBySession.put(session, token);
        Answer answer = new Answer(
                "OperationResult", Json.NODES.objectNode().put("SecurityToken", token), List.of(), List.of());
        return Reply.json(answer).with("Set-Cookie", "JSESSIONID=" + session + "; Path=/; HttpOnly");
    }

    /** The reply with the cookie of a new session, where sessions matter to API keys. */
    Reply withSession(Reply reply, Request request) {
        boolean trap = settings.assumptions().contains(Assumption.SESSION_COOKIE_DEFEATS_KEY);
        boolean fresh = session(request).isEmpty() && !reply.headers().containsKey("Set-Cookie");
        return trap && fresh ? reply.with("Set-Cookie", authorize().headers().get("Set-Cookie")) : reply;
    }

    private boolean basic(Request request) {
        String expected = Beginning.USER + ":" + settings.apiKey();
        return request.header("Authorization")
                .filter(header -> header.regionMatches(true, 0, "Basic ", 0, 6))
                .filter(header -> same(decoded(header.substring(6).trim()), expected))
                .isPresent();
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private boolean hasToken(Request request) {
        return session(request)
                .map(tokensBySession::get)
                .filter(token -> request.params()
                        .get("key")
                        .filter(sent -> same(sent, token))
                        .isPresent())
                .isPresent();
    }

    private Optional<String> session(Request request) {
        return request.header("Cookie")
                .map(SESSION::matcher)
                .filter(Matcher::matches)
                .map(cookie -> cookie.group(1))
                .filter(tokensBySession::containsKey);
    }

    /** The answer to a write with a key that may only read. */
    static Reply readOnly() {
        return unauthorized("This API key is read-only.");
    }

    /** The answer to any request while the password of the key's owner has expired. */
    static Reply expired() {
        return unauthorized("The password of this user has expired.");
    }

    private static Reply invalidKey() {
        return Reply.json(
                Answer.refused("OperationResult", "Not authorized to perform action: Invalid key", List.of()));
    }

    private static Reply unauthorized(String text) {
        return Reply.message(401, text).with("WWW-Authenticate", "Basic realm=\"Rally ALM\"");
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
