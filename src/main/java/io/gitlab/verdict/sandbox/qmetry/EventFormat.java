package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Format;
import io.gitlab.verdict.sandbox.Json;
import tools.jackson.databind.JsonNode;

/** Writes events as JSON, each with its name. */
final class EventFormat implements Format<QmetryState, QmetryEvent> {
    @Override
    public JsonNode write(QmetryEvent event) {
        return Json.MAPPER.valueToTree(event);
    }

    @Override
    public QmetryEvent read(JsonNode json, QmetryState state) {
        return Json.MAPPER.treeToValue(json, QmetryEvent.class);
    }
}
