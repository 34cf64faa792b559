package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Refusal;
import io.gitlab.verdict.sandbox.TestOptions;
import io.gitlab.verdict.sandbox.rally.model.RallyRefusals;
import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import io.gitlab.verdict.sandbox.rally.schema.Kind;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The attributes in the body of a write.
 *
 * @param values by attribute name; null unsets
 * @param collections whose whole content is replaced
 * @param content the bytes of an attachment, or null
 */
record Fields(Map<String, Object> values, Map<Attribute, JsonNode> collections, byte[] content) {

    /** Reads the attributes of bodies. */
    record Reader(Conversion conversion, TestOptions tests) {

        /** @throws Refusal if the body is not an object or a value is invalid */
        Fields read(Type type, JsonNode body, List<String> warnings) {
            if (body == null || !body.isObject()) {
                throw RallyRefusals.of(
                        "Could not parse: Error parsing expression -- expected a JSON object with the attributes of "
                                + type.name() + ".");
            }
            Map<String, Object> values = new HashMap<>();
            Map<Attribute, JsonNode> collections = new LinkedHashMap<>();
            body.properties()
                    .forEach(field -> type.attribute(field.getKey())
                            .filter(attribute -> writable(type, attribute))
                            .ifPresentOrElse(
                                    attribute -> set(type, attribute, field.getValue(), values, collections),
                                    () -> unknown(type, field.getKey(), warnings)));
            byte[] content = values.get("Content") instanceof byte[] bytes ? bytes : null;
            if (content != null) {
                values.put("Content", Integer.toString(content.length));
            }
            return new Fields(values, collections, content);
        }

        private void set(
                Type type,
                Attribute attribute,
                JsonNode json,
                Map<String, Object> values,
                Map<Attribute, JsonNode> collections) {
            if (attribute.kind() == Kind.COLLECTION) {
                collections.put(attribute, json);
            } else {
                values.put(attribute.name(), conversion.value(type, attribute, json));
            }
        }

        private boolean writable(Type type, Attribute attribute) {
            boolean readOnly = attribute.readOnly() || attribute.derived();
            if (readOnly && tests.assumes(Assumption.READ_ONLY_ATTRIBUTE_IS_REFUSED)) {
                throw RallyRefusals.of("Validation error: " + attribute.label(type) + " is read-only");
            }
            return !readOnly;
        }

        private void unknown(Type type, String name, List<String> warnings) {
            // Clients send back whole objects with the metadata of the tracker.
            if (name.startsWith("_")) {
                return;
            }
            boolean known = type.attribute(name).isPresent();
            if (!known && tests.assumes(Assumption.UNKNOWN_ATTRIBUTE_IS_REFUSED)) {
                throw RallyRefusals.of(
                        "Could not parse: Cannot find attribute \"" + name + "\" on type " + type.name() + ".");
            }
            warnings.add("Ignored JSON element " + type.path() + "." + name + " during processing of this request.");
        }
    }
}
