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

    /** A query in a body, for when a URL would be too long. */
    boolean isForm() {
        return method.equals("POST")
                && header("Content-Type")
                        .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                        .isPresent();
    }

    Params form() {
        return params.and(Params.parse(new String(body, StandardCharsets.UTF_8)));
    }
}
