package io.gitlab.verdict.tracker.rally.wire;

import static java.util.Objects.requireNonNull;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A WSAPI query.
 *
 * @param path type or collection, such as {@code testcase}
 * @param scope workspace and project parameters, see {@link QueryScope}
 * @param condition in the query grammar, see {@link Condition}; empty: all objects
 * @param fetch comma-separated attributes
 */
public record Query(String path, Map<String, String> scope, String condition, String fetch) {
    /** The largest page that WSAPI allows. */
    private static final int PAGE_SIZE = 2000;

    /** Notes have up to 32768 characters each; a page must fit into a reply. */
    private static final int PAGE_SIZE_WITH_NOTES = 100;

    public Query {
        requireNonNull(path, "path");
        scope = Map.copyOf(scope);
        requireNonNull(condition, "condition");
        requireNonNull(fetch, "fetch");
    }

    /** The form-encoded parameters of one page. Ordered by ObjectID, so that pages do not overlap. */
    String page(int start) {
        Map<String, String> parameters = new LinkedHashMap<>(scope);
        if (!condition.isEmpty()) {
            parameters.put("query", condition);
        }
        parameters.put("fetch", fetch);
        parameters.put("order", "ObjectID");
        parameters.put("start", Integer.toString(start));
        parameters.put("pagesize", Integer.toString(pageSize()));
        return encode(parameters);
    }

    private int pageSize() {
        return List.of(fetch.split(",")).contains("Notes") ? PAGE_SIZE_WITH_NOTES : PAGE_SIZE;
    }

    public static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
