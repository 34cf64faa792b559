package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about projects: {@code getinfo} as recorded in QMetry's API blueprint of version 8.5.1, and the flags that newer
 * clients read from it.
 */
final class ProjectCalls {
    private static final Map<String, Integer> VIEWS =
            Map.of("TC", 339, "TS", 335, "RQ", 331, "IS", 4, "TE", 342, "TCS", 210, "TEL", 351, "TSFS", 352);
    private static final List<String> FOLDERS = List.of("TC", "TS", "RQ");

    private ProjectCalls() {}

    /** The id of a view, which differs between projects. */
    static long view(SeedData.Project project, String name) {
        return project.id() * 10 + VIEWS.get(name);
    }

    static ObjectNode info(QmetryState state, Call call) {
        SeedData.Project project = call.project();
        ObjectNode info = Json.NODES.objectNode();
        info.putObject("clientData")
                .put("maxpagelimit", String.valueOf(Rows.MAX_PAGE))
                .put("saveexecutionhistory", "true")
                .put("isAllowManualEditOfLastExecutedField", "false")
                .put("dateTimeFormatID", "1")
                .put("timesettings", "12");
        SeedData.Release release = project.releases().get(0);
        info.put("version", "8.5.1")
                .put("qmetryVersion", "8.5.1")
                .put("clientCode", "SANDBOX")
                .put("currentProjectId", project.id())
                .put("currentProjectName", project.name())
                .put("currentReleaseId", release.id())
                .put("currentBuildId", release.cycles().get(0).id())
                .put("defaultPlatformId", project.platforms().get(0).id())
                .put("maxAttachmentSize", project.rules().maxAttachmentSize());
        addRules(info, project.rules());
        addStatuses(info.putArray("allstatus"), project);
        addViews(info, project);
        addProjects(info.putArray("projects"), state);
        info.putObject("userProfile").put("name", "sandbox").put("loginId", "sandbox");
        info.putArray("automationFrameworks").addObject().put("key", "JUNIT");
        return info;
    }

    private static void addRules(ObjectNode info, SeedData.Rules rules) {
        info.put("isDropMandatory", rules.buildMandatory())
                .put("isBuildSelectionMandatory", rules.buildMandatory())
                .put("isPartLevelComplianceEnabled", rules.signer() != null)
                .put("part11ComplianceAuthType", rules.signer() == null ? "" : "password")
                .put("isTCSRPartLevelComplianceDisabled", false)
                .put("isDeriveTCRStatusFromTCSRStatus", false);
    }

    private static void addStatuses(ArrayNode statuses, SeedData.Project project) {
        for (SeedData.Status status : project.statuses()) {
            statuses.addObject()
                    .put("name", status.name())
                    .put("defaultName", status.defaultName())
                    .put("id", status.id())
                    .put("color", "#14892C|#FFFFFF")
                    .put("image", "co-" + status.defaultName() + "-ico")
                    .put("isArchived", status.archived())
                    .put("filtername", status.defaultName())
                    .put("isdefault", status.equals(project.notRun()));
        }
    }

    private static void addViews(ObjectNode info, SeedData.Project project) {
        ObjectNode views = info.putObject("latestViews");
        VIEWS.keySet().stream()
                .sorted()
                .forEach(name ->
                        views.putObject(name).put("viewId", view(project, name)).put("viewName", "Default"));
        ObjectNode folders = info.putObject("rootFolders");
        for (int place = 0; place < FOLDERS.size(); place++) {
            folders.putObject(FOLDERS.get(place))
                    .put("id", project.id() * 10 + place)
                    .put("name", project.name());
        }
    }

    private static void addProjects(ArrayNode projects, QmetryState state) {
        for (SeedData.Project project : state.projects()) {
            ObjectNode node = projects.addObject()
                    .put("projectID", project.id())
                    .put("name", project.name())
                    .put("projectKey", project.key());
            ArrayNode releases = node.putArray("releases");
            for (SeedData.Release release : project.releases()) {
                ArrayNode cycles = releases.addObject()
                        .put("releaseID", release.id())
                        .put("name", release.name())
                        .putArray("builds");
                release.cycles()
                        .forEach(cycle ->
                                cycles.addObject().put("buildID", cycle.id()).put("name", cycle.name()));
            }
            ArrayNode drops = node.putArray("drops");
            state.builds(project)
                    .forEach(
                            build -> drops.addObject().put("dropID", build.id()).put("name", build.name()));
        }
    }

    /** The statuses as an array. */
    static ArrayNode statuses(QmetryState state, Call call) {
        ArrayNode statuses = Json.NODES.arrayNode();
        for (SeedData.Status status : call.project().statuses()) {
            statuses.addObject()
                    .put("execStatusManagementID", status.id())
                    .put("name", status.defaultName())
                    .put("displayName", status.name())
                    .put("color", "#14892C|#FFFFFF")
                    .put("defaultRunName", status.defaultName())
                    .put("statusIcon", TestCaseCalls.ICON);
        }
        return statuses;
    }

    static ObjectNode projects(QmetryState state, Call call) {
        return Rows.page(
                call,
                state.projects().stream()
                        .map(project -> Json.NODES
                                .objectNode()
                                .put("projectID", project.id())
                                .put("name", project.name())
                                .put("projectKey", project.key())
                                .put("isArchived", false)));
    }
}
