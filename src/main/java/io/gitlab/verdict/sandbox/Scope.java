package io.gitlab.verdict.sandbox;

import java.util.HashSet;
import java.util.Set;

/**
 * Where a request reads and writes.
 *
 * @param named whether the request said so itself
 * @param project the project of new objects, or null
 * @param projects the projects whose objects are seen, or null for all of the workspace
 */
record Scope(Long workspace, boolean named, Long project, Set<Long> projects) {

    boolean sees(Entity entity, Facts facts) {
        if (!facts.visible(entity)) {
            return false;
        }
        if (entity.type().attribute("Workspace").isPresent() && !workspace.equals(entity.reference("Workspace"))) {
            return false;
        }
        Long itsProject = facts.project(entity);
        return projects == null || itsProject == null || projects.contains(itsProject);
    }

    /** Reads scopes off requests, with the defaults of the caller. */
    record Resolver(Store store, Schema schema, Facts facts) {

        /** @throws Refusal when the workspace or project of the parameters cannot be seen */
        Scope resolve(Params params, Entity profile) {
            String project = params.get("project").orElse(null);
            boolean wide = "null".equals(project);
            Entity named = project == null || wide ? null : visible(project, "Project");
            Long workspace = params.get("workspace")
                    .map(ref -> visible(ref, "Workspace").oid())
                    .orElse(named == null ? profile.reference("DefaultWorkspace") : named.reference("Workspace"));
            if (named != null && !workspace.equals(named.reference("Workspace"))) {
                throw Refusal.badReference();
            }
            boolean said = named != null || params.get("workspace").isPresent();
            Long home = named == null ? home(profile, workspace) : Long.valueOf(named.oid());
            return new Scope(workspace, said, home, wide || home == null ? null : around(home, params));
        }

        private Entity visible(String ref, String type) {
            return store.find(Reference.parse(ref).id())
                    .filter(entity -> entity.type().isA(type) && facts.visible(entity))
                    .filter(entity -> !entity.text("State").equals("Closed"))
                    .orElseThrow(Refusal::badReference);
        }

        private Long home(Entity profile, Long workspace) {
            return store.get(profile.reference("DefaultProject"))
                    .filter(project -> workspace.equals(project.reference("Workspace")))
                    .map(Entity::oid)
                    .orElse(null);
        }

        private Set<Long> around(Long project, Params params) {
            Set<Long> projects = new HashSet<>(Set.of(project));
            if (params.isTrue("projectScopeDown", true)) {
                addChildren(project, projects);
            }
            Long parent = params.isTrue("projectScopeUp", true) ? parent(project) : null;
            while (parent != null && projects.add(parent)) {
                parent = parent(parent);
            }
            return projects;
        }

        private void addChildren(Long project, Set<Long> projects) {
            for (Long child : store.members(schema.attribute("Project", "Children"), project)) {
                if (projects.add(child)) {
                    addChildren(child, projects);
                }
            }
        }

        private Long parent(Long project) {
            return store.get(project).map(entity -> entity.reference("Parent")).orElse(null);
        }
    }
}
