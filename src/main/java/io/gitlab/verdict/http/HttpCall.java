package io.gitlab.verdict.http;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One request.
 *
 * @param method such as {@code POST}
 * @param path path and query below the server's root, encoded, without a leading slash
 * @param body what is sent, if anything
 * @param contentType of the body; empty without one
 * @param safe whether asking twice does no harm, so that any failure may be retried
 * @param confidential whether the body carries a secret, so that nothing is shown of an answer that may repeat it in part
 * @param receiver takes the body of a good answer, where that is a file; empty: JSON is expected
 * @param action what the request is for, as in "could not {@code look up test cases}"
 */
public record HttpCall(
        String method,
        String path,
        Optional<Body> body,
        String contentType,
        boolean safe,
        boolean confidential,
        Optional<Receiver> receiver,
        String action) {

    public HttpCall {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(body, "body");
        requireNonNull(contentType, "contentType");
        requireNonNull(receiver, "receiver");
        requireNonNull(action, "action");
    }

    private HttpCall(String method, String path, Optional<Body> body, String contentType, boolean safe, String action) {
        this(method, path, body, contentType, safe, false, Optional.empty(), action);
    }

    /** A request that reads. */
    public static HttpCall get(String path, String action) {
        return new HttpCall("GET", path, Optional.empty(), "", true, action);
    }

    /** A request for a file. */
    public static HttpCall download(String path, Receiver receiver, String action) {
        return new HttpCall("GET", path, Optional.empty(), "", true, false, Optional.of(receiver), action);
    }

    /** A request that writes. */
    public static HttpCall write(String method, String path, byte[] body, String contentType, String action) {
        return write(method, path, Body.of(body), contentType, action);
    }

    /** A request that writes, with a body that may be long. */
    public static HttpCall write(String method, String path, Body body, String contentType, String action) {
        return new HttpCall(method, path, Optional.of(body), contentType, false, action);
    }

    /** The same, with a secret in its body. */
    public HttpCall withSecret() {
        return new HttpCall(method, path, body, contentType, safe, true, receiver, action);
    }

    /** A request that deletes. */
    public static HttpCall delete(String path, String action) {
        return new HttpCall("DELETE", path, Optional.empty(), "", false, action);
    }

    /** A request that reads although it has a body of JSON. */
    public static HttpCall ask(String path, byte[] json, String action) {
        return new HttpCall("POST", path, Optional.of(Body.of(json)), "application/json; charset=utf-8", true, action);
    }

    /** A request that reads although it has a body, such as a search with a long condition. */
    public static HttpCall search(String path, byte[] form, String action) {
        return new HttpCall(
                "POST", path, Optional.of(Body.of(form)), "application/x-www-form-urlencoded", true, action);
    }
}
