package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who may see and write what, and what timeboxes make of their dates. */
class PermissionsTest {
    @TempDir
    private Path directory;

    private TestSandbox sandbox;
    private Wire wire;

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void start(Assumption... assumptions) throws IOException {
        sandbox = SandboxFixture.start(directory, assumptions);
        wire = new Wire(sandbox);
    }

    private JsonNode first(String type) {
        return wire.query(type, "(ObjectID > 0)", "").at("/Results/0");
    }

    private void administrator(boolean is) {
        wire.post(Wire.relative(first("user")), "{\"User\":{\"SubscriptionAdmin\":" + is + "}}");
    }

    private JsonNode permit(String role) {
        return wire.create(
                "projectpermission",
                "{\"User\":\"%s\",\"Project\":\"%s\",\"Role\":\"%s\"}"
                        .formatted(Wire.ref(first("user")), Wire.ref(first("project")), role));
    }

    @Test
    void viewersSeeAProjectEditorsWriteInItOthersDoNotKnowOfIt() throws Exception {
        start();
        JsonNode permission = permit("Viewer");
        administrator(false);
        assertThat(first("project").isMissingNode()).isFalse();
        assertThat(wire.createError("testset", "{\"Name\":\"Sprint\"}")).isEqualTo("Not authorized to create TestSet");

        wire.post(Wire.relative(permission), "{\"ProjectPermission\":{\"Role\":\"Editor\"}}");
        JsonNode set = wire.create("testset", "{\"Name\":\"Sprint\"}");

        wire.delete(Wire.relative(permission));
        assertThat(first("project").isMissingNode()).isTrue();
        assertThat(wire.get(Wire.relative(set)).at("/OperationResult/Errors/0").asString())
                .isEqualTo("Cannot find object to read");
    }

    @Test
    void aViewerNeitherUpdatesNorLinksNorDeletes() throws Exception {
        start();
        String set = Wire.relative(wire.create("testset", "{\"Name\":\"Sprint\"}"));
        permit("Viewer");
        administrator(false);

        assertThat(wire.post(set, "{\"TestSet\":{\"Name\":\"Other\"}}").toString())
                .contains("Not authorized to update TestSet");
        assertThat(wire.post(set + "/TestCases/add", "{\"CollectionItems\":[]}").toString())
                .contains("Not authorized to update TestSet");
        assertThat(wire.delete(set).toString()).contains("Not authorized to delete TestSet");
    }

    @Test
    void anAdministratorOfTheWorkspaceMayDoAllInItsProjects() throws Exception {
        start();
        wire.create(
                "workspacepermission",
                "{\"User\":\"%s\",\"Workspace\":\"%s\",\"Role\":\"Admin\"}"
                        .formatted(Wire.ref(first("user")), Wire.ref(first("workspace"))));
        administrator(false);

        assertThat(wire.create("testset", "{\"Name\":\"Sprint\"}")).isNotNull();
    }

    @Test
    void rightsAreCheckedBeforeValuesOrAfterThemByASwitch() throws Exception {
        start(Assumption.RIGHTS_ARE_CHECKED_LAST);
        permit("Viewer");
        administrator(false);

        assertThat(wire.createError("testset", "{}")).isEqualTo("Validation error: TestSet.Name should not be null");
        assertThat(wire.createError("testset", "{\"Name\":\"Sprint\"}")).isEqualTo("Not authorized to create TestSet");
    }

    @Test
    void timeboxesLastWholeDaysOfTheWorkspacesTimeZone() throws Exception {
        start();
        wire.post(
                Wire.relative(first("workspaceconfiguration")),
                "{\"WorkspaceConfiguration\":{\"TimeZone\":\"America/New_York\"}}");

        JsonNode iteration = wire.create(
                "iteration",
                "{\"Name\":\"Sprint 9\",\"StartDate\":\"2016-05-04T12:00:00Z\",\"EndDate\":\"2016-05-17T12:00:00Z\"}");
        assertThat(iteration.get("StartDate").asString()).isEqualTo("2016-05-04T04:00:00.000Z");
        assertThat(iteration.get("EndDate").asString()).isEqualTo("2016-05-18T03:59:59.000Z");

        JsonNode moved = wire.post(
                Wire.relative(iteration) + "?fetch=EndDate", "{\"Iteration\":{\"EndDate\":\"2016-05-20T12:00:00Z\"}}");
        assertThat(moved.at("/OperationResult/Object/EndDate").asString()).isEqualTo("2016-05-21T03:59:59.000Z");
    }

    @Test
    void anExpiredKeyIsRefusedUntilThePasswordIsRenewed() throws Exception {
        start();
        sandbox.inflict(Faults.parse("expiredKey=1", 1));
        HttpResponse<String> refused = wire.send("GET", "user", null, "ZSESSIONID", Wire.KEY);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("expired");

        sandbox.inflict(Faults.NONE);
        assertThat(wire.send("GET", "user", null, "ZSESSIONID", Wire.KEY).statusCode())
                .isEqualTo(200);
    }
}
