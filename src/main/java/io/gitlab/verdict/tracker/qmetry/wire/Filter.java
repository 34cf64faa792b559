package io.gitlab.verdict.tracker.qmetry.wire;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** QMetry's list filters: JSON inside a JSON string. */
public final class Filter {
    public static final String NONE = "[]";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Filter() {}

    /** Rows with this value in a field; several keys may be joined by commas. */
    public static String equal(String field, String value) {
        return JSON.writeValueAsString(List.of(Map.of("type", "string", "field", field, "value", value)));
    }
}
