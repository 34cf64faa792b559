package io.gitlab.verdict.sandbox;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request as it came over the wire.
 *
 * @param path decoded, without the parameters
 */
record Request(String method, String path, Params params, Headers headers, byte[] body) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The parameters of a query in a body, for when a URL would be too long, with those of the URL. */
    Params form() {
        return params.and(Params.parse(new String(body, StandardCharsets.UTF_8)));
    }
}
