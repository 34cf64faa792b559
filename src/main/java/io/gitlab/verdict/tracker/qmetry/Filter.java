package io.gitlab.verdict.tracker.qmetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes QMetry's filters, which travel as JSON within a text. */
final class Filter {
    static final String NONE = "[]";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Filter() {}

    /** What has that text in a field; several keys may be joined by commas. */
    static String equal(String field, String value) {
        try {
            return JSON.writeValueAsString(List.of(Map.of("type", "string", "field", field, "value", value)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
