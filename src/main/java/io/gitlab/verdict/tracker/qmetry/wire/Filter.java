package io.gitlab.verdict.tracker.qmetry.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** QMetry's list filters: JSON inside a JSON string. */
public final class Filter {
    public static final String NONE = "[]";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Filter() {}

    /** Rows with this value in a field; several keys may be joined by commas. */
    public static String equal(String field, String value) {
        try {
            return JSON.writeValueAsString(List.of(Map.of("type", "string", "field", field, "value", value)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
