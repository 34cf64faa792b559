package io.gitlab.verdict.http;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One request.
 *
 * @param method such as {@code POST}
 * @param path path and query below the server's root, encoded, without a leading slash
 * @param body the request body, if any
 * @param contentType content type of the body; empty without a body
 * @param safe whether the request changes nothing on the server, so that it may be repeated after any failure
 * @param confidential whether the body contains a secret; the reply, which may echo it, is then never shown
 * @param downloadHandler handles the body of a successful reply if a file is requested; empty if JSON is expected
 * @param action what the request does, as in "could not {@code look up test cases}"
 */
public record HttpCall(
        String method,
        String path,
        Optional<RequestBody> body,
        String contentType,
        boolean safe,
        boolean confidential,
        Optional<DownloadHandler> downloadHandler,
        String action) {

    public HttpCall {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(body, "body");
        requireNonNull(contentType, "contentType");
        requireNonNull(downloadHandler, "downloadHandler");
        requireNonNull(action, "action");
    }

    private HttpCall(
            String method, String path, Optional<RequestBody> body, String contentType, boolean safe, String action) {
        this(method, path, body, contentType, safe, false, Optional.empty(), action);
    }

    /** A request that reads. */
    public static HttpCall get(String path, String action) {
        return new HttpCall("GET", path, Optional.empty(), "", true, action);
    }

    /** A request for a file. */
    public static HttpCall download(String path, DownloadHandler handler, String action) {
        return new HttpCall("GET", path, Optional.empty(), "", true, false, Optional.of(handler), action);
    }

    /** A request that writes. */
    public static HttpCall write(String method, String path, byte[] body, String contentType, String action) {
        return write(method, path, RequestBody.of(body), contentType, action);
    }

    /** A request that writes, with a body of any size. */
    public static HttpCall write(String method, String path, RequestBody body, String contentType, String action) {
        return new HttpCall(method, path, Optional.of(body), contentType, false, action);
    }

    /** The same request, with a secret in its body. */
    public HttpCall withSecret() {
        return new HttpCall(method, path, body, contentType, safe, true, downloadHandler, action);
    }

    /** A request that deletes. */
    public static HttpCall delete(String path, String action) {
        return new HttpCall("DELETE", path, Optional.empty(), "", false, action);
    }

    /** A request that reads with a JSON body. */
    public static HttpCall ask(String path, byte[] json, String action) {
        return new HttpCall(
                "POST", path, Optional.of(RequestBody.of(json)), "application/json; charset=utf-8", true, action);
    }

    /** A request that reads with a form body, such as a search with a long query. */
    public static HttpCall search(String path, byte[] form, String action) {
        return new HttpCall(
                "POST", path, Optional.of(RequestBody.of(form)), "application/x-www-form-urlencoded", true, action);
    }
}
