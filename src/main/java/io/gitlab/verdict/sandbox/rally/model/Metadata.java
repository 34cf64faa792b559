package io.gitlab.verdict.sandbox.rally.model;

import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import io.gitlab.verdict.sandbox.rally.schema.Kind;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The schema as objects that clients query: type definitions, attribute definitions, allowed values. */
public final class Metadata {
    /** ObjectIDs below this are of the schema's objects, which are created at each start. */
    static final long FIRST_DATA_OID = 1_000_000;

    private final Entities entities;
    private final Schema schema;
    private final Map<String, Long> definitions = new HashMap<>();
    private long oid;

    private Metadata(Entities entities, Schema schema) {
        this.entities = entities;
        this.schema = schema;
    }

    static boolean describes(Type type) {
        return List.of("TypeDefinition", "AttributeDefinition", "AllowedAttributeValue")
                .contains(type.name());
    }

    static void publish(Schema schema, Entities entities) {
        Metadata metadata = new Metadata(entities, schema);
        schema.types().forEach(metadata::publish);
        schema.types().forEach(type -> type.all().forEach(attribute -> metadata.publish(attribute, type)));
        entities.raise("oid", FIRST_DATA_OID);
    }

    private void publish(Type type) {
        boolean writable = !type.isAbstract() && !type.managed();
        Map<String, Object> values = new HashMap<>();
        values.put("Name", Schema.spaced(type.name()));
        values.put("DisplayName", Schema.spaced(type.name()));
        values.put("ElementName", type.name());
        values.put("TypePath", type.name());
        values.put("Abstract", type.isAbstract());
        values.put("Creatable", writable);
        values.put("ReadOnly", !writable);
        values.put("Queryable", true);
        values.put("Deletable", writable);
        values.put("Restorable", writable && type.isArtifact());
        values.put("Ordinal", (long) definitions.size());
        if (type.prefix() != null) {
            values.put("IDPrefix", type.prefix());
        }
        type.parent().map(definitions::get).ifPresent(parent -> values.put("Parent", parent));
        definitions.put(type.name(), add("TypeDefinition", values));
    }

    private void publish(Attribute attribute, Type type) {
        long definition = add("AttributeDefinition", values(attribute, type));
        for (int index = 0; index < attribute.allowedValues().size(); index++) {
            String value = attribute.allowedValues().get(index);
            add(
                    "AllowedAttributeValue",
                    Map.of(
                            "StringValue", value,
                            "LocalizedStringValue", value,
                            "ValueIndex", (long) index,
                            "AttributeDefinition", definition));
        }
    }

    private Map<String, Object> values(Attribute attribute, Type type) {
        Map<String, Object> values = new HashMap<>();
        values.put("Name", attribute.displayName());
        values.put("ElementName", attribute.name());
        values.put("AttributeType", attribute.kind().name());
        values.put("SchemaType", attribute.schemaType());
        values.put("Required", attribute.required());
        values.put("ReadOnly", attribute.readOnly() || attribute.derived());
        values.put("Custom", attribute.custom());
        values.put("Hidden", false);
        values.put("Constrained", !attribute.allowedValues().isEmpty());
        values.put("Filterable", attribute.kind() != Kind.BINARY_DATA);
        values.put("Sortable", attribute.kind() != Kind.COLLECTION);
        values.put("TypeDefinition", definitions.get(type.name()));
        if (attribute.kind().isText()) {
            values.put("MaxLength", (long) attribute.maxLength());
        }
        if (attribute.target() != null) {
            values.put("AllowedValueType", definitions.get(attribute.target()));
        }
        return values;
    }

    private long add(String type, Map<String, Object> values) {
        oid++;
        String uuid = UUID.nameUUIDFromBytes(("schema " + oid).getBytes(StandardCharsets.UTF_8))
                .toString();
        entities.apply(new EntityChange.Put(null, new Entity(oid, uuid, schema.type(type), 1, values)));
        return oid;
    }
}
