package io.gitlab.verdict.tracker.qmetry;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes QMetry's filters, which travel as JSON within a text. */
final class Filter {
    static final String NONE = "[]";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Filter() {}

    /** What has that text in a field; several keys may be joined by commas. */
    static String equal(String field, String value) {
        return JSON.writeValueAsString(List.of(Map.of("type", "string", "field", field, "value", value)));
    }
}
