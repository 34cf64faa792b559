package io.gitlab.verdict.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request, by lower-case name; of several equal names the last one counts. */
public record Params(Map<String, String> values) {
    /**
     * Parses the query of a URL.
     *
     * @throws IllegalArgumentException if an escape is malformed
     */
    public static Params parse(String encoded) {
        Map<String, String> values = new HashMap<>();
        for (String pair : encoded == null ? new String[0] : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(
                        decoded(pair.substring(0, equals)).toLowerCase(Locale.ROOT),
                        decoded(pair.substring(equals + 1)));
            }
        }
        return new Params(values);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** These parameters and others, which take precedence. */
    public Params and(Params more) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(more.values);
        return new Params(all);
    }

    /** The value of the parameter; empty if it is absent or blank. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT))).filter(value -> !value.isBlank());
    }

    /** The value of a Boolean parameter. */
    public boolean isTrue(String name, boolean otherwise) {
        return get(name).map(Boolean::parseBoolean).orElse(otherwise);
    }

    /** The value of an integer parameter. */
    public int number(String name, int otherwise) {
        return get(name)
                .filter(value -> value.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }
}
