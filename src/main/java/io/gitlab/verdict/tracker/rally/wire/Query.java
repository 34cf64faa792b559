package io.gitlab.verdict.tracker.rally.wire;

import static java.util.Objects.requireNonNull;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What to ask for.
 *
 * @param path the type or collection, such as {@code testcase}
 * @param scope workspace and project parameters, see {@link QueryScope}
 * @param condition in the query grammar; empty: everything
 * @param fetch comma-separated attributes
 */
public record Query(String path, Map<String, String> scope, String condition, String fetch) {
    /** WSAPI allows no more on one page. */
    private static final int PAGE_SIZE = 2000;

    public Query {
        requireNonNull(path, "path");
        scope = Map.copyOf(scope);
        requireNonNull(condition, "condition");
        requireNonNull(fetch, "fetch");
    }

    /** The parameters of one page, form-encoded; the order by ObjectID keeps pages from overlapping. */
    String page(int start) {
        Map<String, String> parameters = new LinkedHashMap<>(scope);
        if (!condition.isEmpty()) {
            parameters.put("query", condition);
        }
        parameters.put("fetch", fetch);
        parameters.put("order", "ObjectID");
        parameters.put("start", Integer.toString(start));
        parameters.put("pagesize", Integer.toString(PAGE_SIZE));
        return encode(parameters);
    }

    public static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
