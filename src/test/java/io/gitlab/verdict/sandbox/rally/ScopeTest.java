package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ScopeTest {
    @TempDir
    private Path directory;

    private TestSandbox sandbox;
    private Wire wire;
    private JsonNode parent;
    private JsonNode child;
    private JsonNode sibling;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxFixture.start(directory);
        wire = new Wire(sandbox);
        parent = wire.create("project", "{\"Name\":\"Parent\"}");
        child = wire.create("project", "{\"Name\":\"Child\",\"Parent\":\"" + Wire.ref(parent) + "\"}");
        sibling = wire.create("project", "{\"Name\":\"Sibling\"}");
        for (JsonNode project : List.of(parent, child, sibling)) {
            wire.post(
                    "testcase/create?project=" + Wire.ref(project),
                    "{\"TestCase\":{\"Name\":\"in " + project.get("Name").asString() + "\"}}");
        }
        wire.create("testcase", "{\"Name\":\"at home\"}");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private List<String> names(String params) {
        return wire.get("testcase?fetch=Name&" + params).findValuesAsString("Name");
    }

    @Test
    void seesTheDefaultProjectTheNamedOneOrAll() {
        String project = "project=/project/" + child.get("ObjectID");

        assertThat(names("")).containsExactly("at home");
        assertThat(names("project=null")).hasSize(4);
        assertThat(names(project)).containsExactly("in Parent", "in Child");
        assertThat(names(project + "&projectScopeUp=false")).containsExactly("in Child");
        assertThat(names("project=" + Wire.ref(parent))).containsExactly("in Parent", "in Child");
        assertThat(names("project=" + Wire.ref(parent) + "&projectScopeDown=false"))
                .containsExactly("in Parent");
        assertThat(wire.get("testcase?project=/project/7")
                        .at("/QueryResult/Errors/0")
                        .asString())
                .isEqualTo("Could not read: Could not read referenced object null");
    }

    @Test
    void hidesWhatIsInAClosedProject() {
        JsonNode hidden = wire.query("testcase", "(Name = \"in Sibling\")", "&project=null&fetch=true")
                .at("/Results/0");
        JsonNode result = wire.createResult(hidden, "1", "2026-01-05", "Pass");

        wire.post(Wire.relative(sibling), "{\"Project\":{\"State\":\"Closed\"}}");

        assertThat(names("project=null")).hasSize(3);
        assertThat(wire.get(Wire.relative(hidden)).at("/OperationResult/Errors"))
                .hasSize(1);
        assertThat(wire.get("testcaseresult?project=null")
                        .at("/QueryResult/TotalResultCount")
                        .asInt())
                .isZero();
        assertThat(wire.get(Wire.relative(result)).at("/OperationResult/Errors"))
                .hasSize(1);
        assertThat(wire.createError(
                        "testcaseresult",
                        "{\"TestCase\":\"" + Wire.ref(hidden)
                                + "\",\"Build\":\"1\",\"Date\":\"2026-01-05\",\"Verdict\":\"Pass\"}"))
                .isEqualTo("Could not read: Could not read referenced object null");
    }

    @Test
    void numbersArtifactsPerWorkspace() {
        JsonNode other = wire.create("workspace", "{\"Name\":\"Other\"}");
        String where = "workspace=/workspace/" + other.get("ObjectID");
        wire.post("project/create?" + where, "{\"Project\":{\"Name\":\"P\"}}");

        JsonNode created =
                wire.post("testcase/create?fetch=FormattedID&" + where, "{\"TestCase\":{\"Name\":\"theirs\"}}");

        assertThat(created.at("/CreateResult/Object/FormattedID").asString()).isEqualTo("TC1");
        assertThat(wire.query("testcase", "(FormattedID = TC1)", "&fetch=Name&" + where)
                        .findValuesAsString("Name"))
                .containsExactly("theirs");
        assertThat(wire.get("workspace").at("/QueryResult/TotalResultCount").asInt())
                .isEqualTo(1);
        String subscription =
                wire.get("subscription").at("/Subscription/_ref").asString().replaceFirst(".*/", "");
        assertThat(wire.get("Subscription/" + subscription + "/Workspaces")
                        .at("/QueryResult/TotalResultCount")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void createsUnknownTestCasesWhenTheyAreNamed() throws IOException {
        sandbox.close();
        sandbox = SandboxFixture.start(directory, List.of(), true);
        wire = new Wire(sandbox);
        String query = "(((FormattedID = \"TC40\") OR (FormattedID = TC1)) OR (FormattedID = \"X7\"))";

        assertThat(wire.query("testcase", query, "&fetch=FormattedID&project=null")
                        .findValuesAsString("FormattedID"))
                .containsExactly("TC1", "TC40");
        assertThat(wire.create("testcase", "{\"Name\":\"next\"}")
                        .get("FormattedID")
                        .asString())
                .isEqualTo("TC41");
        assertThat(wire.query("testcase", query, "&project=null")
                        .get("TotalResultCount")
                        .asInt())
                .isEqualTo(2);
    }
}
