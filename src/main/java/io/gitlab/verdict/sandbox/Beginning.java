package io.gitlab.verdict.sandbox;

import java.util.HashMap;
import java.util.Map;

/** What an empty state directory starts with: a subscription, a workspace, a project, and the owner of the API key. */
final class Beginning {
    /** The user name for basic authentication. */
    static final String USER = "sandbox";

    private final Schema schema;
    private final Store store;
    private final Editor editor;

    private Beginning(Schema schema, Store store, Editor editor) {
        this.schema = schema;
        this.store = store;
        this.editor = editor;
    }

    static void make(Schema schema, Store store, Editor editor, SandboxSettings settings) {
        boolean empty = store.all(schema.type("Subscription")).get(0).isEmpty();
        if (empty) {
            store.write(() -> {
                new Beginning(schema, store, editor).make(settings);
                return null;
            });
        }
    }

    private void make(SandboxSettings settings) {
        add(
                "Subscription",
                Map.of("Name", "Sandbox", "SubscriptionID", 1L, "ApiKeysEnabled", true, "WebhooksEnabled", false));
        Entity workspace = add("Workspace", Map.of("Name", settings.workspace(), "State", "Open"));
        Entity project =
                add("Project", Map.of("Name", settings.project(), "State", "Open", "Workspace", workspace.oid()));
        Entity configuration = add(
                "WorkspaceConfiguration",
                Map.of("Workspace", workspace.oid(), "TimeZone", "UTC", "DateFormat", "yyyy-MM-dd"));
        store.change(new Change.Put(workspace, workspace.with(Map.of("WorkspaceConfiguration", configuration.oid()))));
        Entity profile =
                add("UserProfile", Map.of("DefaultWorkspace", workspace.oid(), "DefaultProject", project.oid()));
        add(
                "User",
                Map.of(
                        "UserName",
                        USER,
                        "EmailAddress",
                        "sandbox@localhost",
                        "DisplayName",
                        "Sandbox User",
                        "Disabled",
                        false,
                        "SubscriptionAdmin",
                        true,
                        "UserProfile",
                        profile.oid()));
    }

    private Entity add(String type, Map<String, Object> values) {
        return editor.add(schema.type(type), new HashMap<>(values));
    }
}
