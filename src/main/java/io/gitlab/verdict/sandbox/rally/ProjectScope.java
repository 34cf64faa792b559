package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Params;
import io.gitlab.verdict.sandbox.Refusal;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.model.RallyRefusals;
import io.gitlab.verdict.sandbox.rally.model.Reference;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import java.util.HashSet;
import java.util.Set;

/**
 * The workspace and projects that a request reads and writes.
 *
 * @param named whether the request names it
 * @param project the project of new objects, or null
 * @param projects the projects whose objects are visible, or null for all of the workspace
 */
record ProjectScope(Long workspace, boolean named, Long project, Set<Long> projects) {

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

    /** Determines the scope of a request, with the defaults of the caller. */
    record Resolver(Entities entities, Schema schema, Facts facts) {

        /** @throws Refusal if the workspace or project of the parameters is not visible */
        ProjectScope resolve(Params params, Entity profile) {
            String project = params.get("project").orElse(null);
            boolean wide = "null".equals(project);
            Entity named = project == null || wide ? null : visible(project, "Project");
            Long workspace = params.get("workspace")
                    .map(ref -> visible(ref, "Workspace").oid())
                    .orElse(named == null ? profile.reference("DefaultWorkspace") : named.reference("Workspace"));
            if (named != null && !workspace.equals(named.reference("Workspace"))) {
                throw RallyRefusals.badReference();
            }
            boolean said = named != null || params.get("workspace").isPresent();
            Long home = named == null ? home(profile, workspace) : Long.valueOf(named.oid());
            return new ProjectScope(workspace, said, home, wide || home == null ? null : around(home, params));
        }

        private Entity visible(String ref, String type) {
            return entities.find(Reference.parse(ref).id())
                    .filter(entity -> entity.type().isA(type) && facts.visible(entity))
                    .filter(entity -> !entity.text("State").equals("Closed"))
                    .orElseThrow(RallyRefusals::badReference);
        }

        private Long home(Entity profile, Long workspace) {
            return entities.get(profile.reference("DefaultProject"))
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
            for (Long child : entities.members(schema.attribute("Project", "Children"), project)) {
                if (projects.add(child)) {
                    addChildren(child, projects);
                }
            }
        }

        private Long parent(Long project) {
            return entities.get(project)
                    .map(entity -> entity.reference("Parent"))
                    .orElse(null);
        }
    }
}
