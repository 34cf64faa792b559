package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.ApiKeys;
import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.Reply;
import io.gitlab.verdict.sandbox.Request;
import io.gitlab.verdict.sandbox.TestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Authenticates requests: API keys in the header {@code ZSESSIONID}, or basic authentication with a security token. */
final class Authentication {
    private static final Pattern SESSION = Pattern.compile("(?:.*;\\s*)?JSESSIONID=([^;]+).*");

    private final ApiKeys keys;
    private final TestOptions tests;
    private final Map<String, String> tokensBySession = new ConcurrentHashMap<>();

    Authentication(ApiKeys keys, TestOptions tests) {
        this.keys = keys;
        this.tests = tests;
    }

    /** The answer to a request that is not allowed; empty if it is. */
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
        if (keys.isFull(key)) {
            boolean trapped = tests.assumes(Assumption.SESSION_COOKIE_DEFEATS_KEY)
                    && session(request).isPresent();
            return writes && trapped && !hasToken(request) ? Optional.of(invalidKey()) : Optional.empty();
        }
        if (keys.isReadOnly(key)) {
            return writes ? Optional.of(readOnly()) : Optional.empty();
        }
        return Optional.of(unauthorized("An Authentication object was not found in the SecurityContext"));
    }

    /** A new session with a security token, for basic authentication. */
    Reply authorize() {
        String session = UUID.randomUUID().toString();
        String token = UUID.randomUUID().toString();
        tokensBySession.put(session, token);
        WsapiAnswer answer = new WsapiAnswer(
                "OperationResult", Json.NODES.objectNode().put("SecurityToken", token), List.of(), List.of());
        return answer.reply().with("Set-Cookie", "JSESSIONID=" + session + "; Path=/; HttpOnly");
    }

    /** Adds the cookie of a new session to the reply, if sessions override API keys. */
    Reply withSession(Reply reply, Request request) {
        boolean trap = tests.assumes(Assumption.SESSION_COOKIE_DEFEATS_KEY);
        boolean fresh = session(request).isEmpty() && !reply.headers().containsKey("Set-Cookie");
        return trap && fresh ? reply.with("Set-Cookie", authorize().headers().get("Set-Cookie")) : reply;
    }

    private boolean basic(Request request) {
        String expected = RallySeed.USER + ":" + keys.full();
        return request.header("Authorization")
                .filter(header -> header.regionMatches(true, 0, "Basic ", 0, 6))
                .filter(header -> ApiKeys.same(decoded(header.substring(6).trim()), expected))
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
                        .filter(sent -> ApiKeys.same(sent, token))
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

    /** The answer to a write with a read-only key. */
    static Reply readOnly() {
        return unauthorized("This API key is read-only.");
    }

    /** The answer to any request after the password of the key's owner expired. */
    static Reply expired() {
        return unauthorized("The password of this user has expired.");
    }

    private static Reply invalidKey() {
        return WsapiAnswer.refused("OperationResult", "Not authorized to perform action: Invalid key", List.of())
                .reply();
    }

    private static Reply unauthorized(String text) {
        return Reply.message(401, text).with("WWW-Authenticate", "Basic realm=\"Rally ALM\"");
    }
}
