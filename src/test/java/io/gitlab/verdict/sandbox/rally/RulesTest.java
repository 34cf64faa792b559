package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RulesTest {
    @TempDir
    private Path directory;

    private TestSandbox sandbox;
    private Wire wire;
    private JsonNode testCase;

    private void start(Assumption... assumptions) throws IOException {
        sandbox = SandboxFixture.start(directory, assumptions);
        wire = new Wire(sandbox);
        testCase = wire.create("testcase", "{\"Name\":\"Login\"}");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String resultError(String attributes) {
        return wire.createError("TestCaseResult", "{\"TestCase\":\"" + Wire.ref(testCase) + "\"" + attributes + "}");
    }

    @Test
    void refusesAResultThatBreaksTheSchema() throws IOException {
        start();
        String date = ",\"Date\":\"2026-01-05T00:00:00Z\"";
        String whole = ",\"Build\":\"1\",\"Verdict\":\"Pass\"" + date;

        assertThat(resultError(",\"Verdict\":\"Pass\"" + date))
                .isEqualTo("Validation error: TestCaseResult.Build should not be null");
        assertThat(resultError(",\"Build\":\"1\",\"Verdict\":\"Skipped\"" + date))
                .startsWith("Validation error: TestCaseResult.Verdict");
        assertThat(resultError(",\"Build\":\"1\",\"Verdict\":\"Pass\",\"Date\":\"yesterday\""))
                .startsWith("Could not convert");
        assertThat(resultError(whole + ",\"Duration\":\"long\"")).startsWith("Could not convert");
        assertThat(resultError(whole + ",\"Notes\":\"" + "x".repeat(32769) + "\""))
                .isEqualTo("Validation error: TestCaseResult.Notes length is greater than the maximum length of 32768");
        assertThat(resultError(whole + ",\"Build\":\"<T>\""))
                .isEqualTo("Validation error: TestCaseResult.Build contained invalid input. Search 'HTML Whitelist' at"
                        + " help.rallydev.com for details.");
        assertThat(resultError(whole + ",\"Tester\":\"/user/99\""))
                .isEqualTo("Could not read: Could not read referenced object null");
        assertThat(wire.get("testcaseresult")
                        .at("/QueryResult/TotalResultCount")
                        .asInt())
                .isZero();
    }

    @Test
    void refusesReferencesIntoAnotherWorkspaceWithTheBracketLeftOpen() throws IOException {
        start();
        JsonNode other = wire.create("workspace", "{\"Name\":\"Other\"}");
        String where = "?workspace=" + Wire.ref(other);
        wire.post("project/create" + where, "{\"Project\":{\"Name\":\"P\"}}");

        JsonNode answer = wire.post(
                "testcaseresult/create" + where,
                "{\"TestCaseResult\":{\"TestCase\":\"%s\",\"Build\":\"1\",\"Date\":\"2026-01-05\",\"Verdict\":\"Pass\"}}"
                        .formatted(Wire.ref(testCase)));

        assertThat(answer.at("/CreateResult/Errors/0").asString())
                .isEqualTo("Could not set value for Test Case: Cannot connect object to value, Test Case value is in a"
                        + " different workspace. [object workspace OID=" + other.get("ObjectID")
                        + ", value workspace OID="
                        + Wire.ref(testCase.get("Workspace")).replaceFirst(".*/", ""));
    }

    @Test
    void takesATestSetOfAnotherProjectOnlyWhenAssumed() throws IOException {
        start();
        JsonNode project = wire.create("project", "{\"Name\":\"Elsewhere\"}");
        JsonNode set = wire.create("testset", "{\"Name\":\"S\",\"Project\":\"" + Wire.ref(project) + "\"}");
        String attributes =
                ",\"Build\":\"1\",\"Verdict\":\"Pass\",\"Date\":\"2026-01-05\",\"TestSet\":\"" + Wire.ref(set) + "\"";

        assertThat(resultError(attributes)).isEqualTo("Could not set value for Test Set: null");
        sandbox.close();
        sandbox = SandboxFixture.start(directory, Assumption.TEST_SET_OF_ANOTHER_PROJECT_IS_ACCEPTED);
        wire = new Wire(sandbox);
        wire.create(
                "TestCaseResult",
                "{\"TestCase\":\"testcase/" + testCase.get("ObjectID") + "\""
                        + attributes.replaceAll("http\\S*?/testset", "/testset") + "}");
    }

    @Test
    void wantsTheTestCaseInTheTestSetOnlyWhenAssumed() throws IOException {
        start(Assumption.TEST_CASE_MUST_BE_IN_TEST_SET);
        JsonNode set = wire.create("testset", "{\"Name\":\"S\"}");
        String attributes =
                ",\"Build\":\"1\",\"Verdict\":\"Pass\",\"Date\":\"2026-01-05\",\"TestSet\":\"" + Wire.ref(set) + "\"";

        assertThat(resultError(attributes)).isEqualTo("Could not set value for Test Set: null");
        wire.post(
                Wire.relative(set) + "/TestCases/add",
                "{\"CollectionItems\":[{\"_ref\":\"" + Wire.ref(testCase) + "\"}]}");
        wire.create("TestCaseResult", "{\"TestCase\":\"" + Wire.ref(testCase) + "\"" + attributes + "}");
    }

    @Test
    void theLastResultIsTheOneWithTheGreatestDate() throws IOException {
        start();
        JsonNode latest = wire.createResult(testCase, "new", "2026-01-05T10:00:00.123Z", "Fail");
        wire.createResult(testCase, "old", "2026-01-01T10:00:00Z", "Pass");

        JsonNode now = wire.get(Wire.relative(testCase)).get("TestCase");
        assertThat(now.get("LastVerdict").asString()).isEqualTo("Fail");
        assertThat(now.get("LastBuild").asString()).isEqualTo("new");
        assertThat(now.get("LastRun").asString()).isEqualTo("2026-01-05T10:00:00.123Z");
        assertThat(now.get("VersionId").asString()).isEqualTo("3");
        wire.delete(Wire.relative(latest));
        assertThat(wire.get(Wire.relative(testCase)).at("/TestCase/LastVerdict").asString())
                .isEqualTo("Pass");
    }

    @Test
    void theLastResultIsTheNewestWhenAssumed() throws IOException {
        start(Assumption.LAST_RESULT_IS_NEWEST_CREATED);
        wire.createResult(testCase, "new", "2026-01-05T10:00:00Z", "Fail");
        wire.createResult(testCase, "old", "2026-01-01T10:00:00Z", "Pass");

        assertThat(wire.get(Wire.relative(testCase)).at("/TestCase/LastBuild").asString())
                .isEqualTo("old");
    }

    @Test
    void aTestSetCountsTheResultsThatNameIt() throws IOException {
        start();
        JsonNode second = wire.create("testcase", "{\"Name\":\"Two\"}");
        JsonNode set = wire.create(
                "testset",
                "{\"Name\":\"S\",\"TestCases\":[\"" + Wire.ref(testCase) + "\",\"" + Wire.ref(second) + "\"]}");
        assertThat(status(set)).isEqualTo("NONE_RUN 0/2");

        wire.createResult(testCase, "1", "2026-01-05", "Pass");
        assertThat(status(set)).isEqualTo("NONE_RUN 0/2");
        createInSet(testCase, set, "Pass");
        assertThat(status(set)).isEqualTo("SOME_RUN_ALL_PASSING 1/2");
        JsonNode failed = createInSet(second, set, "Fail");
        assertThat(status(set)).isEqualTo("ALL_RUN_SOME_NOT_PASSING 1/2");
        wire.post(Wire.relative(failed), "{\"TestCaseResult\":{\"Verdict\":\"Pass\"}}");
        assertThat(status(set)).isEqualTo("ALL_RUN_ALL_PASSING 2/2");
    }

    private JsonNode createInSet(JsonNode of, JsonNode set, String verdict) {
        return wire.create(
                "testcaseresult",
                "{\"TestCase\":\"%s\",\"TestSet\":\"%s\",\"Build\":\"1\",\"Date\":\"2026-01-05\",\"Verdict\":\"%s\"}"
                        .formatted(Wire.ref(of), Wire.ref(set), verdict));
    }

    private String status(JsonNode set) {
        JsonNode now = wire.get(Wire.relative(set)).get("TestSet");
        return now.get("TestCaseStatus").asString() + " " + now.get("PassingTestCaseCount") + "/"
                + now.get("TestCaseCount");
    }

    @Test
    void ignoresUnknownAndReadOnlyAttributesWithAWarning() throws IOException {
        start();
        JsonNode answer = wire.post(
                "testcase/create", "{\"testcase\":{\"Name\":\"N\",\"Foo\":1,\"FormattedID\":\"TC9\",\"_ref\":\"x\"}}");

        assertThat(answer.at("/CreateResult/Errors")).isEmpty();
        assertThat(answer.at("/CreateResult/Warnings"))
                .extracting(JsonNode::asString)
                .containsExactly(
                        "Ignored JSON element testcase.Foo during processing of this request.",
                        "Ignored JSON element testcase.FormattedID during processing of this request.");
    }

    @Test
    void refusesUnknownAndReadOnlyAttributesWhenAssumed() throws IOException {
        start(Assumption.UNKNOWN_ATTRIBUTE_IS_REFUSED, Assumption.READ_ONLY_ATTRIBUTE_IS_REFUSED);

        assertThat(wire.createError("testcase", "{\"Name\":\"N\",\"Foo\":1}")).contains("\"Foo\"");
        assertThat(wire.createError("testcase", "{\"Name\":\"N\",\"LastBuild\":\"1\"}"))
                .endsWith("is read-only");
    }

    @Test
    void comparesTextWithItsCaseAndRefusesLargePagesOnlyWhenAssumed() throws IOException {
        String query = "testcase?query=" + Wire.encoded("((Name contains login) OR (Name = login))");
        start();
        assertThat(wire.get(query).at("/QueryResult/TotalResultCount").asInt()).isEqualTo(1);
        assertThat(wire.get("testcase?pagesize=2001").at("/QueryResult/Errors")).isEmpty();

        sandbox.close();
        start(Assumption.QUERIES_ARE_CASE_SENSITIVE, Assumption.OVERSIZED_PAGE_IS_REFUSED);
        assertThat(wire.get(query).at("/QueryResult/TotalResultCount").asInt()).isZero();
        assertThat(wire.get("testcase?pagesize=2001").at("/QueryResult/Errors")).hasSize(1);
        assertThat(wire.get("testcase?pagesize=2000").at("/QueryResult/Errors")).isEmpty();
    }

    @Test
    void knowsAttributesThatTheSettingsDeclare() throws IOException {
        sandbox = SandboxFixture.start(
                directory,
                List.of(
                        "TestCaseResult.c_Team: STRING required values=Red;Deep Blue",
                        "TestCaseResult.Build: STRING required max=4"),
                false);
        wire = new Wire(sandbox);
        testCase = wire.create("testcase", "{\"Name\":\"Login\"}");
        String rest = ",\"Date\":\"2026-01-05\",\"Verdict\":\"Pass\"";

        assertThat(resultError(rest + ",\"Build\":\"1\""))
                .isEqualTo("Validation error: TestCaseResult.Team should not be null");
        assertThat(resultError(rest + ",\"Build\":\"12345\",\"c_Team\":\"Red\""))
                .endsWith("maximum length of 4");
        JsonNode result = wire.create(
                "TestCaseResult",
                "{\"TestCase\":\"" + Wire.ref(testCase) + "\"" + rest + ",\"Build\":\"1\",\"c_Team\":\"Deep Blue\"}");
        assertThat(result.get("c_Team").asString()).isEqualTo("Deep Blue");
        assertThat(wire.query("testcaseresult", "(c_Team = \"Deep Blue\")", "")
                        .get("TotalResultCount")
                        .asInt())
                .isEqualTo(1);
    }
}
