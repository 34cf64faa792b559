package io.gitlab.verdict.sandbox.rally.model;

import io.gitlab.verdict.sandbox.rally.schema.Schema;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the caller may see and edit: an administrator of the subscription everything, others according to their permissions. */
public final class Permissions {
    private static final Set<String> EDITING = Set.of("Admin", "Editor");

    private final Schema schema;
    private final Entities entities;

    public Permissions(Schema schema, Entities entities) {
        this.schema = schema;
        this.entities = entities;
    }

    boolean mayView(Long project) {
        return unrestricted() || ofCaller().anyMatch(permission -> appliesTo(permission, project));
    }

    public boolean mayEdit(Long project) {
        return unrestricted()
                || ofCaller()
                        .filter(permission -> EDITING.contains(permission.text("Role")))
                        .anyMatch(permission -> appliesTo(permission, project));
    }

    private boolean unrestricted() {
        return caller().map(user -> Boolean.TRUE.equals(user.get("SubscriptionAdmin")))
                .orElse(true);
    }

    private Optional<Entity> caller() {
        return entities.all(schema.type("User")).stream()
                .flatMap(Collection::stream)
                .findFirst();
    }

    private Stream<Entity> ofCaller() {
        return caller().stream()
                .flatMap(user -> entities.members(schema.attribute("User", "UserPermissions"), user.oid()).stream())
                .flatMap(oid -> entities.get(oid).stream());
    }

    /** An administrator of a workspace is one in each of its projects; a user of a workspace has no rights there. */
    private boolean appliesTo(Entity permission, Long project) {
        if (permission.type().isA("ProjectPermission")) {
            return project.equals(permission.reference("Project"));
        }
        Long workspace = entities.get(project)
                .map(entity -> entity.reference("Workspace"))
                .orElse(null);
        return permission.text("Role").equals("Admin")
                && permission.reference("Workspace").equals(workspace);
    }
}
