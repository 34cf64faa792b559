package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.AttachmentFiles;
import io.gitlab.verdict.sandbox.Refusal;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.model.RallyRefusals;
import io.gitlab.verdict.sandbox.rally.model.Reference;
import io.gitlab.verdict.sandbox.rally.query.Literals;
import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import io.gitlab.verdict.sandbox.rally.schema.Kind;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Converts values of a request's body to the form that entities store, and checks them against the schema. */
final class Conversion {
    private static final Pattern MARKUP = Pattern.compile("<[/!]?[A-Za-z]");

    private final Entities entities;
    private final Facts facts;

    Conversion(Entities entities, Facts facts) {
        this.entities = entities;
        this.facts = facts;
    }

    /**
     * @return null for an unset value; bytes for binary data
     * @throws Refusal if the value is invalid for the attribute
     */
    Object value(Type type, Attribute attribute, JsonNode json) {
        if (json.isNull() || json.isString() && json.stringValue().isEmpty()) {
            return null;
        }
        if (attribute.kind() == Kind.OBJECT) {
            return reference(attribute, json);
        }
        if (json.isContainer()) {
            throw inconvertible(type, attribute);
        }
        return attribute.kind().isText()
                ? text(type, attribute, json.asString(""))
                : scalar(type, attribute, json.asString(""));
    }

    private Object scalar(Type type, Attribute attribute, String text) {
        try {
            return switch (attribute.kind()) {
                case INTEGER -> Long.valueOf(text);
                case DECIMAL -> new BigDecimal(text);
                case BOOLEAN -> Boolean.valueOf(text);
                case DATE -> Literals.date(text);
                default -> bytes(type, attribute, text);
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw inconvertible(type, attribute);
        }
    }

    private static byte[] bytes(Type type, Attribute attribute, String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length > AttachmentFiles.MAX_BYTES) {
            throw tooLong(type, attribute, AttachmentFiles.MAX_BYTES);
        }
        return bytes;
    }

    private static String text(Type type, Attribute attribute, String text) {
        if (text.length() > attribute.maxLength()) {
            throw tooLong(type, attribute, attribute.maxLength());
        }
        if (!attribute.allowedValues().isEmpty() && !attribute.allowedValues().contains(text)) {
            throw RallyRefusals.of(
                    "Validation error: " + attribute.label(type) + " value \"" + text + "\" is not allowed");
        }
        if (attribute.kind() == Kind.STRING && MARKUP.matcher(text).find()) {
            throw RallyRefusals.of("Validation error: " + attribute.label(type)
                    + " contained invalid input. Search 'HTML Whitelist' at help.rallydev.com for details.");
        }
        return text;
    }

    private static Refusal tooLong(Type type, Attribute attribute, int limit) {
        return RallyRefusals.of("Validation error: " + attribute.label(type)
                + " length is greater than the maximum length of " + limit);
    }

    private static Refusal inconvertible(Type type, Attribute attribute) {
        return RallyRefusals.of("Could not convert: " + attribute.label(type) + " is not of type " + attribute.kind());
    }

    private Long reference(Attribute attribute, JsonNode json) {
        return target(attribute.target(), json.isObject() ? json.path("_ref").asString("") : json.asString(""))
                .oid();
    }

    /** @throws Refusal if there is no visible object of this type and ref */
    Entity target(String type, String ref) {
        return entities.find(Reference.parse(ref).id())
                .filter(entity -> entity.type().isA(type) && facts.visible(entity))
                .orElseThrow(RallyRefusals::badReference);
    }
}
