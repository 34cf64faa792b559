package io.gitlab.verdict.sandbox;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A request.
 *
 * @param path decoded, without the parameters
 */
public record Request(String method, String path, Params params, Headers headers, byte[] body) {

    /** The first header of that name, in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The segments of the path. */
    public List<String> segments() {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** The same request without this prefix of its path. */
    Request below(String root) {
        return new Request(method, path.substring(root.length()), params, headers, body);
    }

    /** The parameters of the URL and of a form in the body, which clients use when a URL would be too long. */
    public Params form() {
        return params.and(Params.parse(new String(body, StandardCharsets.UTF_8)));
    }
}
