package io.gitlab.verdict.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the values of an object must fulfil, and what they are when not given. */
final class Rules {
    private final Store store;
    private final Schema schema;
    private final Facts facts;
    private final Set<Assumption> assumptions;
    private final Permissions permissions;

    Rules(Store store, Schema schema, Facts facts, Set<Assumption> assumptions) {
        this.store = store;
        this.schema = schema;
        this.facts = facts;
        this.assumptions = assumptions;
        this.permissions = new Permissions(schema, store);
    }

    /** Defaults, and the place of a new object: what its body says, else what the request says, else the caller's. */
    void fillIn(Type type, Map<String, Object> values, Scope scope) {
        for (Attribute attribute : type.all()) {
            if (attribute.defaultValue() != null && values.get(attribute.name()) == null) {
                values.put(attribute.name(), initial(attribute));
            }
        }
        if (type.attribute("Workspace").isPresent() && values.get("Workspace") == null) {
            Entity project = scope.named()
                    ? null
                    : store.get((Long) values.get("Project")).orElse(null);
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

    private Long home(Long workspace, Scope scope) {
        if (scope.project() != null && workspace.equals(scope.workspace())) {
            return scope.project();
        }
        return store.get(workspace).stream()
                .flatMap(entity -> facts.members(entity, schema.attribute("Workspace", "Projects")))
                .filter(project -> project.text("State").equals("Open"))
                .map(Entity::oid)
                .findFirst()
                .orElse(null);
    }

    /**
     * @param action what is done, as in "Not authorized to {@code create}"
     * @throws Refusal when the caller may not write there, a required value is missing, or a reference does not fit the
     *     object
     */
    void check(Type type, Map<String, Object> values, String action) {
        boolean rightsLast = assumptions.contains(Assumption.RIGHTS_ARE_CHECKED_LAST);
        if (!rightsLast) {
            checkRights(type, values, action);
        }
        check(type, values);
        if (rightsLast) {
            checkRights(type, values, action);
        }
    }

    /** @throws Refusal when the caller may not write in the object's project */
    void checkRights(Type type, Map<String, Object> values, String action) {
        Long project = type.isA("TestCaseResult")
                ? store.get((Long) values.get("TestCase"))
                        .map(testCase -> testCase.reference("Project"))
                        .orElse(null)
                : (Long) values.get("Project");
        if (project != null && !type.isA("UserPermission") && !permissions.mayEdit(project)) {
            throw new Refusal("Not authorized to " + action + " " + type.name());
        }
    }

    /** @throws Refusal when a required value is missing or a reference does not fit the object */
    void check(Type type, Map<String, Object> values) {
        for (Attribute attribute : type.all()) {
            Object value = values.get(attribute.name());
            if (attribute.required() && !attribute.derived() && value == null) {
                throw new Refusal("Validation error: " + attribute.label(type) + " should not be null");
            }
            if (attribute.kind() == Kind.OBJECT && value instanceof Long target) {
                store.get(target).ifPresent(entity -> checkWorkspace(attribute, values.get("Workspace"), entity));
            }
        }
        if (type.isA("Attachment")) {
            checkExtension(String.valueOf(values.get("Name")));
        }
        if (type.isA("TestCaseResult") && values.get("TestSet") != null) {
            checkTestSet((Long) values.get("TestCase"), (Long) values.get("TestSet"));
        }
    }

    /** @throws Refusal when the target lives in another workspace than the object; one without a workspace fits all */
    void checkWorkspace(Attribute attribute, Object workspace, Entity target) {
        Object other = target.get("Workspace");
        if (workspace != null && other != null && !workspace.equals(other)) {
            // The tracker itself forgets the closing bracket.
            throw new Refusal("Could not set value for " + attribute.displayName()
                    + ": Cannot connect object to value, " + attribute.displayName()
                    + " value is in a different workspace. [object workspace OID=" + workspace
                    + ", value workspace OID=" + other);
        }
    }

    /** @throws Refusal when the subscription's administrator allows only names that end otherwise */
    private void checkExtension(String name) {
        Entity subscription =
                store.all(schema.type("Subscription")).get(0).iterator().next();
        String allowed = subscription.text("AttachmentFilenameExtensionWhitelist");
        boolean restricted = Boolean.TRUE.equals(subscription.get("AttachmentFilenameExtensionWhitelistEnabled"));
        String extension = name.substring(name.lastIndexOf('.') + 1);
        if (restricted && Stream.of(allowed.split("[\\s,;.*]+")).noneMatch(extension::equalsIgnoreCase)) {
            throw new Refusal("Validation error: Attachment.Name has an extension that is not allowed: " + extension);
        }
    }

    private void checkTestSet(Long testCase, Long testSet) {
        Object project =
                store.get(testCase).map(entity -> entity.get("Project")).orElse(null);
        Object setProject =
                store.get(testSet).map(entity -> entity.get("Project")).orElse(null);
        boolean foreign = setProject != null && !setProject.equals(project);
        if (foreign && !assumptions.contains(Assumption.TEST_SET_OF_ANOTHER_PROJECT_IS_ACCEPTED)) {
            throw new Refusal("Could not set value for Test Set: null");
        }
        boolean member =
                store.relation(schema.attribute("TestSet", "TestCases")).contains(testSet, testCase);
        if (!member && assumptions.contains(Assumption.TEST_CASE_MUST_BE_IN_TEST_SET)) {
            throw new Refusal("Could not set value for Test Set: null");
        }
    }
}
