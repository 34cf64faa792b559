package io.gitlab.verdict.sandbox;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request as it came over the wire.
 *
 * @param path decoded, without the parameters
 */
public record Request(String method, String path, Params params, Headers headers, byte[] body) {

    /** The first header of that name, in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The same request as it reads below this path. */
    Request below(String root) {
        return new Request(method, path.substring(root.length()), params, headers, body);
    }

    /** The parameters of a query in a body, for when a URL would be too long, with those of the URL. */
    Params form() {
        return params.and(Params.parse(new String(body, StandardCharsets.UTF_8)));
    }
}
