package io.gitlab.verdict.sandbox;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the caller may see and edit: an administrator of the subscription all, others what their permissions say. */
final class Permissions {
    private static final Set<String> EDITING = Set.of("Admin", "Editor");

    private final Schema schema;
    private final Store store;

    Permissions(Schema schema, Store store) {
        this.schema = schema;
        this.store = store;
    }

    boolean mayView(Long project) {
        return unrestricted() || ofCaller().anyMatch(permission -> leadsTo(permission, project));
    }

    boolean mayEdit(Long project) {
        return unrestricted()
                || ofCaller()
                        .filter(permission -> EDITING.contains(permission.text("Role")))
                        .anyMatch(permission -> leadsTo(permission, project));
    }

    private boolean unrestricted() {
        return caller().map(user -> Boolean.TRUE.equals(user.get("SubscriptionAdmin")))
                .orElse(true);
    }

    private Optional<Entity> caller() {
        return store.all(schema.type("User")).stream()
                .flatMap(Collection::stream)
                .findFirst();
    }

    private Stream<Entity> ofCaller() {
        return caller().stream()
                .flatMap(user -> store.members(schema.attribute("User", "UserPermissions"), user.oid()).stream())
                .flatMap(oid -> store.get(oid).stream());
    }

    /** A workspace's administrator is one in each of its projects; its mere users are nothing there. */
    private boolean leadsTo(Entity permission, Long project) {
        if (permission.type().isA("ProjectPermission")) {
            return project.equals(permission.reference("Project"));
        }
        Long workspace =
                store.get(project).map(entity -> entity.reference("Workspace")).orElse(null);
        return permission.text("Role").equals("Admin")
                && permission.reference("Workspace").equals(workspace);
    }
}
