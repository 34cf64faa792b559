package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.AttachmentFiles;
import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import io.gitlab.verdict.sandbox.rally.schema.Kind;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Renders objects as JSON. */
final class Renderer {
    /** Circular references must not be followed for ever. */
    private static final int MAX_NESTING = 4;

    private final URI root;
    private final Facts facts;
    private final AttachmentFiles files;

    Renderer(RallyContext context, Facts facts) {
        this.root = context.root();
        this.facts = facts;
        this.files = context.files();
    }

    static ObjectNode versioned() {
        return Json.NODES.objectNode().put("_rallyAPIMajor", "2").put("_rallyAPIMinor", "0");
    }

    ObjectNode object(Entity entity, Fetch fetch) {
        return object(entity, fetch, 0);
    }

    private ObjectNode object(Entity entity, Fetch fetch, int nesting) {
        ObjectNode node = versioned()
                .put("_ref", root + entity.type().path() + "/" + entity.oid())
                .put("_refObjectUUID", entity.uuid());
        if (entity.type().all().stream().anyMatch(fetch::shows)) {
            node.put("_objectVersion", String.valueOf(entity.version()));
        }
        node.put("_refObjectName", entity.name());
        for (Attribute attribute : entity.type().all()) {
            if (fetch.shows(attribute)) {
                node.set(attribute.name(), value(entity, attribute, fetch, nesting));
            }
        }
        return node.put("_type", entity.type().name());
    }

    private JsonNode value(Entity entity, Attribute attribute, Fetch fetch, int nesting) {
        if (attribute.kind() == Kind.COLLECTION) {
            return collection(entity, attribute);
        }
        Object value = facts.value(entity, attribute);
        if (value == null) {
            return Json.NODES.nullNode();
        }
        return switch (attribute.kind()) {
            case OBJECT -> reference((Long) value, fetch, nesting);
            case BINARY_DATA -> Json.NODES.stringNode(base64(entity.oid()));
            default -> scalar(value);
        };
    }

    private JsonNode reference(Long oid, Fetch fetch, int nesting) {
        Fetch nested = nesting < MAX_NESTING ? fetch.nested() : Fetch.NOTHING;
        return facts.target(oid)
                .<JsonNode>map(target -> object(target, nested, nesting + 1))
                .orElse(Json.NODES.nullNode());
    }

    private ObjectNode collection(Entity holder, Attribute attribute) {
        ObjectNode node = versioned()
                .put("_ref", root + holder.type().name() + "/" + holder.oid() + "/" + attribute.name())
                .put("_type", attribute.target());
        if (attribute.target().equals("Tag") || attribute.target().equals("Milestone")) {
            ArrayNode names = node.putArray("_tagsNameArray");
            facts.members(holder, attribute).forEach(tag -> names.addObject().put("Name", tag.name()));
        }
        return node.put("Count", facts.members(holder, attribute).count());
    }

    private String base64(long oid) {
        return Base64.getEncoder().encodeToString(files.read(oid));
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof Instant date) {
            return Json.NODES.stringNode(Json.date(date));
        }
        if (value instanceof BigDecimal number) {
            return Json.NODES.numberNode(number);
        }
        return Json.MAPPER.valueToTree(value);
    }
}
