package io.gitlab.verdict.tracker.rally.result;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.wire.Condition;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The rules of this workspace for a TestCaseResult, read from Rally because an administrator may change them.
 *
 * @param verdicts the allowed values of Verdict; empty if Rally does not return them
 * @param longestBuild maximum length of Build in characters
 * @param fields custom fields of results
 */
public record ResultRules(Set<String> verdicts, int longestBuild, List<Field> fields) {
    /** The verdicts that a workspace allows by default. */
    public static final Set<String> STANDARD_VERDICTS = Set.of("Pass", "Fail", "Blocked", "Error", "Inconclusive");

    /** Assumption, used only if Rally returns no length: the usual maximum of a Rally STRING. */
    private static final int USUAL_LONGEST_STRING = 256;

    /**
     * A custom field.
     *
     * @param required whether the field is mandatory
     * @param constrained whether the allowed values are restricted
     */
    public record Field(String name, long objectId, boolean required, boolean constrained) {
        static Field of(JsonNode attribute) {
            return new Field(
                    attribute.path("ElementName").asString(""),
                    Refs.ownObjectId(attribute),
                    attribute.path("Required").asBoolean(false),
                    attribute.path("Constrained").asBoolean(false));
        }
    }

    public static ResultRules ask(WsapiClient wsapi, String workspace) throws RefusedException, UnavailableException {
        Map<String, String> scope = QueryScope.workspace(workspace);
        List<JsonNode> types = wsapi.query(
                new Query("typedefinition", scope, Condition.is("ElementName", "TestCaseResult"), "ObjectID"),
                "read the definition of TestCaseResult");
        if (types.size() != 1) {
            return new ResultRules(Set.of(), USUAL_LONGEST_STRING, List.of());
        }
        List<JsonNode> attributes = wsapi.query(
                new Query(
                        "TypeDefinition/" + Refs.ownObjectId(types.get(0)) + "/Attributes",
                        scope,
                        "",
                        "ObjectID,ElementName,MaxLength,Required,Custom,Constrained"),
                "read the attributes of TestCaseResult");
        JsonNode build = named(attributes, "Build");
        JsonNode verdict = named(attributes, "Verdict");
        int longest = build.path("MaxLength").asInt(0);
        return new ResultRules(
                allowed(wsapi, workspace, Refs.ownObjectId(verdict)),
                longest > 0 ? longest : USUAL_LONGEST_STRING,
                attributes.stream()
                        .filter(attribute -> attribute.path("Custom").asBoolean(false))
                        .map(Field::of)
                        .toList());
    }

    private static JsonNode named(List<JsonNode> attributes, String name) {
        return attributes.stream()
                .filter(attribute -> attribute.path("ElementName").asString("").equals(name))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** The allowed values of an attribute; empty if any value is allowed. */
    public static Set<String> allowed(WsapiClient wsapi, String workspace, long attribute)
            throws RefusedException, UnavailableException {
        if (attribute == 0) {
            return Set.of();
        }
        return wsapi
                .query(
                        new Query(
                                "AttributeDefinition/" + attribute + "/AllowedValues",
                                QueryScope.workspace(workspace),
                                "",
                                "StringValue"),
                        "read the allowed values")
                .stream()
                .map(value -> value.path("StringValue").asString(""))
                .filter(value -> !value.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean allows(String verdict) {
        return verdicts.isEmpty() || verdicts.contains(verdict);
    }
}
