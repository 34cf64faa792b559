package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Json;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls about releases, cycles, platforms, and builds, which the API calls drops. */
final class ScopeCalls {
    private ScopeCalls() {}

    static ObjectNode tree(QmetryState state, Call call) {
        boolean archived = call.isTrue("showArchive");
        ObjectNode root = Json.NODES.objectNode().put("text", ".");
        ArrayNode releases = root.putArray("children")
                .addObject()
                .put("projID", call.project().id())
                .put("type", call.project().name())
                .putArray("children");
        for (SeedData.Release release : call.project().releases()) {
            if (archived || !release.archived()) {
                addCycles(
                        release,
                        archived,
                        releases.addObject()
                                .put("relID", release.id())
                                .put("type", release.name())
                                .put("scope", "release")
                                .putArray("children"));
            }
        }
        return root;
    }

    private static void addCycles(SeedData.Release release, boolean archived, ArrayNode cycles) {
        release.cycles().stream()
                .filter(cycle -> archived || !cycle.archived())
                .forEach(cycle -> cycles.addObject()
                        .put("cyclID", cycle.id())
                        .put("type", cycle.name())
                        .put("scope", "cycle")
                        .put("leaf", true));
    }

    static ObjectNode releases(QmetryState state, Call call) {
        return Rows.page(
                call,
                call.project().releases().stream()
                        .map(release -> Json.NODES
                                .objectNode()
                                .put("releaseID", release.id())
                                .put("name", release.name())
                                .put("isArchived", release.archived())
                                .put("isReleaseLocked", release.locked())));
    }

    static ObjectNode cycles(QmetryState state, Call call) {
        long only = call.body().path("params").path("releaseID").asLong(0);
        return Rows.page(
                call,
                call.project().releases().stream()
                        .filter(release -> only == 0 || release.id() == only)
                        .flatMap(release -> release.cycles().stream()
                                .map(cycle -> Json.NODES
                                        .objectNode()
                                        .put("releaseID", release.id())
                                        .put("buildID", cycle.id())
                                        .put("name", cycle.name())
                                        .put("isArchived", cycle.archived())
                                        .put("isLocked", cycle.locked()))));
    }

    static ObjectNode platforms(QmetryState state, Call call) {
        return Rows.page(
                call,
                call.project().platforms().stream()
                        .map(platform -> Json.NODES
                                .objectNode()
                                .put("platformID", platform.id())
                                .put("name", platform.name())
                                .put("createdDate", "2018-10-27T09:02:55")
                                .put("isPlatformArchived", platform.archived())
                                .put("projectID", call.project().id())
                                .put("platformAttribute", "")));
    }

    static ObjectNode builds(QmetryState state, Call call) {
        boolean archived = call.isTrue("showArchive");
        Stream<SeedData.Build> builds = state.builds(call.project()).filter(build -> archived || !build.archived());
        return Rows.page(
                        call,
                        builds.map(build -> Json.NODES
                                .objectNode()
                                .put("dropID", build.id())
                                .put("name", build.name())
                                .put("createdDate", "2018-10-27T09:02:55")
                                .put("Associatcycle", 1)
                                .put("isArchieved", build.archived())
                                .put("countOfReleases", 1)))
                .put("isBuildSelectionMandatory", call.project().rules().buildMandatory());
    }

    /** Creates a build; {@code dropID} must be 0. An existing name is refused. */
    static ObjectNode addBuild(Transaction transaction, Call call) {
        String name = call.required("name");
        boolean known = transaction
                .state()
                .builds(call.project())
                .anyMatch(build -> build.name().equalsIgnoreCase(name));
        if (known || call.optionalNumber("dropID").orElse(0) != 0) {
            throw QmetryRefusals.general();
        }
        long id = transaction.id();
        transaction.add(new QmetryEvent.BuildAdded(id, call.project().id(), name));
        ObjectNode answer = Answers.success("AD.ADD_DROP_SUCCESS", "Build added successfully.");
        answer.putArray("data").addObject().put("dropID", id);
        return answer;
    }
}
