package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Refusal;
import io.gitlab.verdict.sandbox.TestOptions;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.model.Permissions;
import io.gitlab.verdict.sandbox.rally.model.RallyRefusals;
import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import io.gitlab.verdict.sandbox.rally.schema.Kind;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.util.Map;
import java.util.stream.Stream;

/** Default values and constraints of objects. */
final class Rules {
    private final Entities entities;
    private final Schema schema;
    private final Facts facts;
    private final TestOptions tests;
    private final Permissions permissions;

    Rules(Entities entities, Schema schema, Facts facts, TestOptions tests) {
        this.entities = entities;
        this.schema = schema;
        this.facts = facts;
        this.tests = tests;
        this.permissions = new Permissions(schema, entities);
    }

    /**
     * Sets default values, workspace and project; the body has precedence over the request, and the request over the
     * caller.
     */
    void fillIn(Type type, Map<String, Object> values, ProjectScope scope) {
        for (Attribute attribute : type.all()) {
            if (attribute.defaultValue() != null && values.get(attribute.name()) == null) {
                values.put(attribute.name(), initial(attribute));
            }
        }
        if (type.attribute("Workspace").isPresent() && values.get("Workspace") == null) {
            Entity project = scope.named()
                    ? null
                    : entities.get((Long) values.get("Project")).orElse(null);
            values.put("Workspace", project == null ? scope.workspace() : project.get("Workspace"));
        }
        boolean ownProject =
                type.attribute("Project").filter(Attribute::required).isPresent();
        if (ownProject && values.get("Project") == null) {
            values.put("Project", home((Long) values.get("Workspace"), scope));
        }
    }

    private static Object initial(Attribute attribute) {
        return attribute.kind() == Kind.BOOLEAN ? Boolean.valueOf(attribute.defaultValue()) : attribute.defaultValue();
    }

    private Long home(Long workspace, ProjectScope scope) {
        if (scope.project() != null && workspace.equals(scope.workspace())) {
            return scope.project();
        }
        return entities.get(workspace).stream()
                .flatMap(entity -> facts.members(entity, schema.attribute("Workspace", "Projects")))
                .filter(project -> project.text("State").equals("Open"))
                .map(Entity::oid)
                .findFirst()
                .orElse(null);
    }

    /**
     * Checks rights and values.
     *
     * @param action the verb in "Not authorized to {@code create}"
     * @throws Refusal if the caller may not write there, a required value is missing, or a reference is not allowed
     */
    void check(Type type, Map<String, Object> values, String action) {
        boolean rightsLast = tests.assumes(Assumption.RIGHTS_ARE_CHECKED_LAST);
        if (!rightsLast) {
            checkRights(type, values, action);
        }
        check(type, values);
        if (rightsLast) {
            checkRights(type, values, action);
        }
    }

    /** @throws Refusal if the caller may not write in the object's project */
    void checkRights(Type type, Map<String, Object> values, String action) {
        Long project = type.isA("TestCaseResult")
                ? entities.get((Long) values.get("TestCase"))
                        .map(testCase -> testCase.reference("Project"))
                        .orElse(null)
                : (Long) values.get("Project");
        if (project != null && !type.isA("UserPermission") && !permissions.mayEdit(project)) {
            throw RallyRefusals.of("Not authorized to " + action + " " + type.name());
        }
    }

    /** @throws Refusal if a required value is missing or a reference is not allowed */
    void check(Type type, Map<String, Object> values) {
        for (Attribute attribute : type.all()) {
            Object value = values.get(attribute.name());
            if (attribute.required() && !attribute.derived() && value == null) {
                throw RallyRefusals.of("Validation error: " + attribute.label(type) + " should not be null");
            }
            if (attribute.kind() == Kind.OBJECT && value instanceof Long target) {
                entities.get(target).ifPresent(entity -> checkWorkspace(attribute, values.get("Workspace"), entity));
            }
        }
        if (type.isA("Attachment")) {
            checkExtension(String.valueOf(values.get("Name")));
        }
        if (type.isA("TestCaseResult") && values.get("TestSet") != null) {
            checkTestSet((Long) values.get("TestCase"), (Long) values.get("TestSet"));
        }
    }

    /** @throws Refusal if the target is in another workspace than the object; one without a workspace is always allowed */
    void checkWorkspace(Attribute attribute, Object workspace, Entity target) {
        Object other = target.get("Workspace");
        if (workspace != null && other != null && !workspace.equals(other)) {
            // Rally omits the closing bracket.
            throw RallyRefusals.of("Could not set value for " + attribute.displayName()
                    + ": Cannot connect object to value, " + attribute.displayName()
                    + " value is in a different workspace. [object workspace OID=" + workspace
                    + ", value workspace OID=" + other);
        }
    }

    /** @throws Refusal if the subscription does not allow the extension of this name */
    private void checkExtension(String name) {
        Entity subscription =
                entities.all(schema.type("Subscription")).get(0).iterator().next();
        String allowed = subscription.text("AttachmentFilenameExtensionWhitelist");
        boolean restricted = Boolean.TRUE.equals(subscription.get("AttachmentFilenameExtensionWhitelistEnabled"));
        String extension = name.substring(name.lastIndexOf('.') + 1);
        if (restricted && Stream.of(allowed.split("[\\s,;.*]+")).noneMatch(extension::equalsIgnoreCase)) {
            throw RallyRefusals.of(
                    "Validation error: Attachment.Name has an extension that is not allowed: " + extension);
        }
    }

    private void checkTestSet(Long testCase, Long testSet) {
        Object project =
                entities.get(testCase).map(entity -> entity.get("Project")).orElse(null);
        Object setProject =
                entities.get(testSet).map(entity -> entity.get("Project")).orElse(null);
        boolean foreign = setProject != null && !setProject.equals(project);
        if (foreign && !tests.assumes(Assumption.TEST_SET_OF_ANOTHER_PROJECT_IS_ACCEPTED)) {
            throw RallyRefusals.of("Could not set value for Test Set: null");
        }
        boolean member =
                entities.relation(schema.attribute("TestSet", "TestCases")).contains(testSet, testCase);
        if (!member && tests.assumes(Assumption.TEST_CASE_MUST_BE_IN_TEST_SET)) {
            throw RallyRefusals.of("Could not set value for Test Set: null");
        }
    }
}
