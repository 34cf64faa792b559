package io.gitlab.verdict.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The schema as objects that clients query: type definitions, attribute definitions, allowed values. */
final class Metadata {
    /** ObjectIDs below this are the schema's, made anew at each start. */
    static final long FIRST_DATA_OID = 1_000_000;

    private final Store store;
    private final Schema schema;
    private long oid;

    private Metadata(Store store, Schema schema) {
        this.store = store;
        this.schema = schema;
    }

    static boolean describes(Type type) {
        return List.of("TypeDefinition", "AttributeDefinition", "AllowedAttributeValue")
                .contains(type.name());
    }

    static void publish(Schema schema, Store store) {
        Metadata metadata = new Metadata(store, schema);
        schema.types().forEach(metadata::publish);
        store.raise("oid", FIRST_DATA_OID);
    }

    private void publish(Type type) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "Name", Schema.spaced(type.name()),
                "DisplayName", Schema.spaced(type.name()),
                "ElementName", type.name(),
                "TypePath", type.name(),
                "Abstract", type.isAbstract()));
        if (type.prefix() != null) {
            values.put("IDPrefix", type.prefix());
        }
        long definition = add("TypeDefinition", values);
        type.all().forEach(attribute -> publish(attribute, definition));
    }

    private void publish(Attribute attribute, long type) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "Name",
                attribute.displayName(),
                "ElementName",
                attribute.name(),
                "AttributeType",
                attribute.kind().name(),
                "Required",
                attribute.required(),
                "ReadOnly",
                attribute.readOnly() || attribute.derived(),
                "Custom",
                attribute.custom(),
                "Constrained",
                !attribute.allowedValues().isEmpty(),
                "Filterable",
                attribute.kind() != Kind.BINARY_DATA,
                "Sortable",
                attribute.kind() != Kind.COLLECTION,
                "TypeDefinition",
                type));
        if (attribute.kind().isText()) {
            values.put("MaxLength", (long) attribute.maxLength());
        }
        long definition = add("AttributeDefinition", values);
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

    private long add(String type, Map<String, Object> values) {
        oid++;
        String uuid = UUID.nameUUIDFromBytes(("schema " + oid).getBytes(StandardCharsets.UTF_8))
                .toString();
        store.apply(new Change.Put(null, new Entity(oid, uuid, schema.type(type), 1, values)));
        return oid;
    }
}
