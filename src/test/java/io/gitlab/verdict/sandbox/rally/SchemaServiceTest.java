package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The schema service, as Rally's Python client pyral 1.7.0 uses it. */
class SchemaServiceTest {
    @TempDir
    private Path directory;

    private TestSandbox sandbox;
    private Wire wire;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxFixture.start(
                directory, List.of("TestCaseResult.c_Team: STRING required values=Red;Blue"), false);
        wire = new Wire(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /** The requests of {@code Rally(server, apikey=..., workspace=..., project=...)}, in that order. */
    @Test
    void answersTheRequestsWithWhichPyralStarts() {
        JsonNode user = wire.get("User?fetch=ObjectID,UserName,DisplayName,FirstName,LastName,Disabled,UserProfile"
                        + "&pagesize=1000&start=1")
                .get("User");
        String subscription = Wire.relative(
                wire.get("Subscription?fetch=true&pagesize=1000&start=1").get("Subscription"));
        JsonNode profile =
                wire.get("UserProfile/" + oid(user.get("UserProfile"))).get("UserProfile");
        JsonNode workspace = only(wire.get(subscription + "/Workspaces?fetch=true&query="
                + Wire.encoded("((Name = \"Sandbox\") AND (State = Open))") + "&pagesize=200&start=1"));
        JsonNode project = only(wire.get(
                "Workspace/" + oid(workspace) + "/Projects?fetch=%22ObjectID,Name,State%22&pagesize=200&start=1"));
        JsonNode named =
                only(wire.get("Project?fetch=Name&workspace=workspace/" + oid(workspace) + "&pagesize=1000&start=1"));

        assertThat(oid(profile.get("DefaultWorkspace"))).isEqualTo(oid(workspace));
        assertThat(oid(profile.get("DefaultProject"))).isEqualTo(oid(project)).isEqualTo(oid(named));
        assertThat(named.get("Name").stringValue()).isEqualTo("Sandbox");
        assertThat(schema("/slm/schema/v2.0/workspace/" + oid(workspace))).isNotEmpty();
    }

    private static JsonNode only(JsonNode answer) {
        assertThat(answer.at("/QueryResult/TotalResultCount").intValue()).isEqualTo(1);
        return answer.at("/QueryResult/Results/0");
    }

    private static String oid(JsonNode object) {
        return Wire.ref(object).replaceFirst(".*/", "");
    }

    private HttpResponse<String> get(String path) {
        return wire.send("GET", path, null, "ZSESSIONID", Wire.KEY);
    }

    /** Follows the redirect, as clients do. */
    private JsonNode schema(String path) {
        HttpResponse<String> redirect = get(path);
        assertThat(redirect.statusCode()).isEqualTo(302);
        String location = redirect.headers().firstValue("Location").orElseThrow();
        assertThat(location).matches("(\\d+/)?[0-9a-f]{32}");
        String target = URI.create(path).resolve(location).toString();
        assertThat(target).startsWith(path.replaceFirst("/stale$", "") + "/");
        return Wire.json(get(target)).at("/QueryResult/Results");
    }

    private String scope(String type) {
        return "/slm/schema/v2.0/" + type + "/" + oid(wire.get(type).at("/QueryResult/Results/0"));
    }

    private static JsonNode named(JsonNode list, String name) {
        return list.valueStream()
                .filter(one -> one.get("ElementName").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hasEveryFieldThatPyralReads() {
        for (JsonNode type : schema(scope("workspace"))) {
            assertThat(type.propertyNames())
                    .contains("_ref", "_refObjectName", "ElementName", "Name", "DisplayName", "TypePath", "IDPrefix")
                    .contains("Abstract", "Parent", "Creatable", "Queryable", "ReadOnly", "Deletable", "Restorable")
                    .contains("Ordinal", "RevisionHistory", "Attributes");
            for (JsonNode attribute : type.get("Attributes")) {
                assertThat(attribute.propertyNames())
                        .contains("_ref", "_refObjectName", "ElementName", "Name", "AttributeType", "Custom")
                        .contains("Required", "ReadOnly", "Filterable", "Hidden", "SchemaType", "Constrained")
                        .contains("AllowedValueType", "AllowedValues", "MaxLength", "MaxFractionalDigits");
            }
        }
    }

    @Test
    void describesTypesAndAttributes() {
        JsonNode result = named(schema(scope("project")), "TestCaseResult");
        JsonNode verdict = named(result.get("Attributes"), "Verdict");
        JsonNode team = named(result.get("Attributes"), "c_Team");
        JsonNode testCase = named(result.get("Attributes"), "TestCase");

        assertThat(result.at("/Parent/_refObjectName").stringValue()).isEqualTo("Workspace Domain Object");
        assertThat(verdict.get("Required").booleanValue()).isTrue();
        assertThat(verdict.get("AllowedValues").findValuesAsString("StringValue"))
                .containsExactly("Pass", "Fail", "Blocked", "Error", "Inconclusive");
        assertThat(team.get("Custom").booleanValue()).isTrue();
        assertThat(team.get("AllowedValues").findValuesAsString("LocalizedStringValue"))
                .containsExactly("Red", "Blue");
        assertThat(testCase.get("SchemaType").stringValue()).isEqualTo("TestCase");
        String values = testCase.at("/AllowedValues/_ref").stringValue();
        assertThat(values).matches("http://.*/\\w+/\\d+/AllowedValues");
        assertThat(wire.get(values.replaceFirst(".*/v2.0/", ""))
                        .at("/QueryResult/Errors")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void redirectsAStaleHashToTheCurrentOne() {
        assertThat(schema(scope("workspace") + "/stale")).isEqualTo(schema(scope("workspace")));
    }

    @Test
    void refusesAnUnknownScopeAndARequestWithoutKey() {
        assertThat(get("/slm/schema/v2.0/workspace/1").body()).contains("Cannot find object to read");
        assertThat(wire.send("GET", scope("workspace"), null).statusCode()).isEqualTo(401);
        assertThat(get("/slm/schema/v2.0/type/1").statusCode()).isEqualTo(404);
    }
}
