package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Store;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.EntityChange;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Fills an empty state: a subscription, a workspace, a project, and the owner of the API key. */
final class RallySeed {
    /** The user name for basic authentication. */
    static final String USER = "sandbox";

    private final Schema schema;
    private final Consumer<EntityChange> changes;
    private final Editor editor;

    private RallySeed(RallyContext context, Entities entities, Consumer<EntityChange> changes) {
        this.schema = context.schema();
        this.changes = changes;
        this.editor = new Editor(context, entities, context.facts(entities), changes);
    }

    static void plant(RallySetup setup, RallyContext context, Store<Entities, EntityChange> store) {
        store.write(entities -> {
            if (entities.all(context.schema().type("Subscription")).get(0).isEmpty()) {
                new RallySeed(context, entities, store::change).plant(setup);
            }
            return null;
        });
    }

    private void plant(RallySetup setup) {
        add(
                "Subscription",
                Map.of("Name", "Sandbox", "SubscriptionID", 1L, "ApiKeysEnabled", true, "WebhooksEnabled", false));
        Entity workspace = add("Workspace", Map.of("Name", setup.workspace(), "State", "Open"));
        Entity project = add("Project", Map.of("Name", setup.project(), "State", "Open", "Workspace", workspace.oid()));
        Entity configuration = add(
                "WorkspaceConfiguration",
                Map.of("Workspace", workspace.oid(), "TimeZone", "UTC", "DateFormat", "yyyy-MM-dd"));
        changes.accept(
                new EntityChange.Put(workspace, workspace.with(Map.of("WorkspaceConfiguration", configuration.oid()))));
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
