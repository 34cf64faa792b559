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
 * What this workspace asks of a TestCaseResult: an administrator may add verdicts and change lengths, so it is asked.
 *
 * @param verdicts the allowed values of Verdict; empty when Rally does not tell
 * @param longestBuild how many characters Build may have
 * @param fields the custom fields of results
 */
public record ResultRules(Set<String> verdicts, int longestBuild, List<Field> fields) {
    /** What a workspace allows until its administrator changes that. */
    public static final Set<String> STANDARD_VERDICTS = Set.of("Pass", "Fail", "Blocked", "Error", "Inconclusive");

    /** Assumption, used only when the workspace does not tell: the usual length of a Rally STRING. */
    private static final int USUAL_LONGEST_STRING = 256;

    /**
     * A custom field.
     *
     * @param required whether each result must have it
     * @param constrained whether only some values are allowed
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

    /** The values that an attribute may have; empty when any may. */
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
