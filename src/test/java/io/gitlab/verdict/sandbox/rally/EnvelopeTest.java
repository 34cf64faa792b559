package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EnvelopeTest {
    @TempDir
    private Path directory;

    private TestSandbox sandbox;
    private Wire wire;
    private JsonNode testCase;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxFixture.start(directory);
        wire = new Wire(sandbox);
        testCase = wire.create("testcase", "{\"Name\":\"Login works\"}");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void answersAQueryWithCountsAndNestedReferences() throws IOException {
        JsonNode answer = wire.get(
                "testcase?query=(FormattedID%20%3D%20%22TC1%22)&fetch=ObjectID,FormattedID,Project&pagesize=20&start=1");

        assertShape(answer, """
                {"QueryResult":{"_rallyAPIMajor":"2","_rallyAPIMinor":"0","Errors":[],"Warnings":[],"TotalResultCount":1,
                "StartIndex":1,"PageSize":20,"Results":[{"_rallyAPIMajor":"2","_rallyAPIMinor":"0",
                "_ref":"ROOT/testcase/OID","_refObjectUUID":"UUID","_objectVersion":"1","_refObjectName":"Login works",
                "ObjectID":OID,"FormattedID":"TC1",
                "Project":{"_rallyAPIMajor":"2","_rallyAPIMinor":"0","_ref":"ROOT/project/OID","_refObjectUUID":"UUID",
                "_objectVersion":"1","_refObjectName":"Sandbox","ObjectID":OID,"_type":"Project"},"_type":"TestCase"}]}}""");
    }

    @Test
    void answersAQueryWithoutFetchWithBareReferences() throws IOException {
        assertShape(wire.get("TestCase"), """
                {"QueryResult":{"_rallyAPIMajor":"2","_rallyAPIMinor":"0","Errors":[],"Warnings":[],"TotalResultCount":1,
                "StartIndex":1,"PageSize":20,"Results":[{"_rallyAPIMajor":"2","_rallyAPIMinor":"0",
                "_ref":"ROOT/testcase/OID","_refObjectUUID":"UUID","_refObjectName":"Login works","_type":"TestCase"}]}}""");
    }

    @Test
    void answersACreateWithTheFetchedAttributes() throws IOException {
        String body = """
                {"TestCaseResult":{"TestCase":"/testcase/%s","Build":"ci-481","Date":"2026-01-05T10:15:30.123Z",
                "Verdict":"Fail","Duration":1.25,"Notes":"<pre>expected 1</pre>"}}""".formatted(testCase.get("ObjectID"));

        assertShape(wire.post("testcaseresult/create?fetch=ObjectID,Verdict,Build,Date", body), """
                {"CreateResult":{"_rallyAPIMajor":"2","_rallyAPIMinor":"0","Errors":[],"Warnings":[],
                "Object":{"_rallyAPIMajor":"2","_rallyAPIMinor":"0","_ref":"ROOT/testcaseresult/OID",
                "_refObjectUUID":"UUID","_objectVersion":"1","_refObjectName":"Test Case Result 2026-01-05 Fail",
                "ObjectID":OID,"Build":"ci-481","Date":"2026-01-05T10:15:30.123Z","Verdict":"Fail",
                "_type":"TestCaseResult"}}}""");
    }

    @Test
    void answersAFailedCreateWithoutAnObject() throws IOException {
        assertShape(wire.post("testcaseresult/create", "{\"TestCaseResult\":{\"TestCase\":\"/testcase/0\"}}"), """
                {"CreateResult":{"_rallyAPIMajor":"2","_rallyAPIMinor":"0",
                "Errors":["Could not read: Could not read referenced object null"],"Warnings":[]}}""");
    }

    @Test
    void answersAReadUnderTheNameOfTheType() {
        JsonNode read = wire.get(Wire.relative(testCase));

        assertThat(read.size()).isEqualTo(1);
        JsonNode object = read.get("TestCase");
        assertThat(object.get("Errors")).isEmpty();
        assertThat(object.get("Warnings")).isEmpty();
        assertThat(object.get("VersionId").asString()).isEqualTo("1");
        assertThat(object.get("CreationDate").asString()).isEqualTo("2026-01-05T12:00:00.000Z");
        assertThat(object.get("LastVerdict").isNull()).isTrue();
        assertThat(object.at("/Results/Count").asInt(-1)).isZero();
        assertThat(object.at("/Results/_type").asString()).isEqualTo("TestCaseResult");
        assertThat(object.at("/Results/_ref").asString()).matches(".*/v2\\.0/TestCase/\\d+/Results");
        assertThat(object.get("Tags").has("_tagsNameArray")).isTrue();
    }

    @Test
    void updatesOnlyWhatIsSentAndBumpsTheVersion() {
        JsonNode answer =
                wire.post(Wire.relative(testCase) + "?fetch=Name,Method", "{\"testcase\":{\"method\":\"Automated\"}}");

        assertThat(answer.at("/OperationResult/Errors")).isEmpty();
        assertThat(answer.at("/OperationResult/Object/_objectVersion").asString())
                .isEqualTo("2");
        assertThat(answer.at("/OperationResult/Object/Name").asString()).isEqualTo("Login works");
        assertThat(answer.at("/OperationResult/Object/Method").asString()).isEqualTo("Automated");
    }

    @Test
    void answersWhatIsMissingWithHttp200AndItsOwnText() {
        assertThat(error(wire.get("testcase/42"))).isEqualTo("Cannot find object to read");
        assertThat(error(wire.post("defect/42", "{\"Defect\":{}}")))
                .isEqualTo("Could not read: Could not read Defect 42 to update.");
        assertThat(error(wire.delete("testcase/42"))).isEqualTo("Object to delete cannot be null");
        assertThat(wire.get("nosuchtype").at("/QueryResult/Errors")).hasSize(1);
        assertThat(wire.post("nosuchtype/create", "{}").at("/CreateResult/Errors"))
                .hasSize(1);
    }

    @Test
    void deletesAResultForGoodAndATestCaseIntoTheRecycleBin() throws IOException {
        JsonNode result = wire.createResult(testCase, "1", "2026-01-05", "Pass");
        String envelope =
                "{\"OperationResult\":{\"_rallyAPIMajor\":\"2\",\"_rallyAPIMinor\":\"0\",\"Errors\":[],\"Warnings\":[]}}";

        assertShape(wire.delete(Wire.relative(result)), envelope);
        assertThat(error(wire.get(Wire.relative(result)))).isEqualTo("Cannot find object to read");
        assertShape(wire.delete(Wire.relative(testCase)), envelope);
        assertThat(wire.get("testcase").at("/QueryResult/TotalResultCount").asInt())
                .isZero();
        assertThat(wire.query("recyclebinentry", "(ID = TC1)", "&fetch=Name")
                        .at("/Results/0/Name")
                        .asString())
                .isEqualTo("Login works");
    }

    @Test
    void addsToACollectionAndTakesAway() {
        JsonNode set = wire.create("testset", "{\"Name\":\"Sprint 1\"}");
        String items = "{\"CollectionItems\":[{\"_ref\":\"" + Wire.ref(testCase) + "\"},{\"Name\":\"New one\"}]}";

        JsonNode added = wire.post(Wire.relative(set) + "/TestCases/add?fetch=FormattedID", items);
        assertThat(added.at("/OperationResult/Results").findValuesAsString("FormattedID"))
                .containsExactly("TC1", "TC2");
        assertThat(wire.get(Wire.relative(testCase) + "/TestSets")
                        .at("/QueryResult/TotalResultCount")
                        .asInt())
                .isEqualTo(1);

        String one = "{\"CollectionItems\":[{\"_ref\":\"" + Wire.ref(testCase) + "\"}]}";
        JsonNode removed = wire.post(Wire.relative(set) + "/TestCases/remove", one);
        assertThat(removed.at("/OperationResult/Results")).isEmpty();
        assertThat(wire.get(Wire.relative(set) + "/TestCases?fetch=Name").findValuesAsString("Name"))
                .containsExactly("New one");
    }

    @Test
    void aCollectionInABodyReplacesTheWholeContent() {
        JsonNode other = wire.create("testcase", "{\"Name\":\"Other\"}");
        JsonNode set =
                wire.create("testset", "{\"Name\":\"S\",\"TestCases\":[{\"_ref\":\"" + Wire.ref(testCase) + "\"}]}");

        JsonNode updated =
                wire.post(Wire.relative(set), "{\"TestSet\":{\"TestCases\":[{\"_ref\":\"" + Wire.ref(other) + "\"}]}}");

        assertThat(set.get("_objectVersion").asString()).isEqualTo("1");
        assertThat(updated.at("/OperationResult/Object/_objectVersion").asString())
                .isEqualTo("2");

        assertThat(wire.get(Wire.relative(set) + "/TestCases?fetch=Name").findValuesAsString("Name"))
                .containsExactly("Other");
    }

    @Test
    void tellsTheCallerAndTheSubscription() {
        for (String path : List.of("user", "user.js", "user:current", "users")) {
            assertThat(wire.get(path + "?fetch=UserName").at("/User/UserName").asString())
                    .isEqualTo("sandbox");
        }
        JsonNode subscription = wire.get("subscription?fetch=Workspaces");
        assertThat(subscription.at("/Subscription/Workspaces/Count").asInt()).isEqualTo(1);
        assertThat(wire.get("user?query=" + Wire.encoded("(UserName = sandbox)"))
                        .at("/QueryResult/TotalResultCount")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void showsBareReferencesWhereNothingOfAnObjectWasFetched() {
        JsonNode nested = wire.get("testcase?fetch=FormattedID,Project").at("/QueryResult/Results/0/Project");
        JsonNode top = wire.get("user?fetch=Nonsense").get("User");

        assertThat(nested.has("_refObjectName")).isTrue();
        assertThat(nested.has("_objectVersion")).isFalse();
        assertThat(top.has("_objectVersion")).isFalse();
    }

    @Test
    void takesTheOtherSpellingOfTheVersionAndAnswersWithItsOwn() {
        String body = wire.send("GET", "/slm/webservice/v2.x/TESTCASE", null, "ZSESSIONID", Wire.KEY)
                .body();

        assertThat(body).contains("/slm/webservice/v2.0/testcase/");
    }

    @Test
    void storesLargeAttachmentsAndRefusesWhatIsNotBase64() {
        String content = "A".repeat(21_400_000);

        JsonNode answer =
                wire.post("attachmentcontent/create", "{\"AttachmentContent\":{\"Content\":\"" + content + "\"}}");
        assertThat(answer.at("/CreateResult/Errors")).isEmpty();
        assertThat(wire.createError("AttachmentContent", "{\"Content\":\"no\\nbase64\"}"))
                .startsWith("Could not convert");
    }

    @Test
    void compressesForWhoAsksForIt() {
        assertThat(wire.send(
                                "GET",
                                "typedefinition?fetch=true",
                                null,
                                "ZSESSIONID",
                                Wire.KEY,
                                "Accept-Encoding",
                                "gzip")
                        .headers()
                        .firstValue("Content-Encoding"))
                .hasValue("gzip");
    }

    @Test
    void warnsOfTheOldSuffix() {
        assertThat(wire.get("testcase.js").at("/QueryResult/Warnings/0").asString())
                .isEqualTo("It is no longer necessary to append \".js\" to WSAPI resources.");
    }

    @Test
    void acceptsUuidsForObjectsAndReferences() {
        String uuid = testCase.get("ObjectUUID").asString();

        JsonNode result = wire.create(
                "testcaseresult",
                "{\"TestCase\":\"/testcase/" + uuid
                        + "\",\"Build\":5,\"Date\":\"2026-01-05T00:00:00Z\",\"Verdict\":\"Pass\"}");

        assertThat(wire.get("testcase/" + uuid).at("/TestCase/LastBuild").asString())
                .isEqualTo("5");
        assertThat(result.at("/TestCase/_ref")).isEqualTo(testCase.get("_ref"));
    }

    @Test
    void showsTheSchema() {
        JsonNode verdict = wire.query(
                        "attributedefinition",
                        "((TypeDefinition.ElementName = \"TestCaseResult\") AND (ElementName = \"Verdict\"))",
                        "&fetch=true")
                .at("/Results/0");

        assertThat(verdict.get("Required").asBoolean()).isTrue();
        JsonNode values =
                wire.get("AttributeDefinition/" + verdict.get("ObjectID") + "/AllowedValues?fetch=StringValue");
        assertThat(values.findValuesAsString("StringValue"))
                .containsExactly("Pass", "Fail", "Blocked", "Error", "Inconclusive");
    }

    @Test
    void storesAttachmentsOfResults() {
        JsonNode result = wire.createResult(testCase, "1", "2026-01-05", "Fail");
        JsonNode content = wire.create("attachmentcontent", "{\"Content\":\"aGVsbG8=\"}");
        JsonNode attachment = wire.create(
                "attachment",
                "{\"TestCaseResult\":\"%s\",\"Content\":\"%s\",\"Name\":\"a.txt\",\"ContentType\":\"text/plain\",\"Size\":5}"
                        .formatted(Wire.ref(result), Wire.ref(content)));

        String path = "/slm/attachment/" + attachment.get("ObjectID") + "/a.txt";
        assertThat(wire.send("GET", path, null, "ZSESSIONID", Wire.KEY).body()).isEqualTo("hello");
        assertThat(wire.get(Wire.relative(content))
                        .at("/AttachmentContent/Content")
                        .asString())
                .isEqualTo("aGVsbG8=");
        assertThat(wire.get(Wire.relative(result) + "/Attachments")
                        .at("/QueryResult/TotalResultCount")
                        .asInt())
                .isEqualTo(1);

        wire.delete(Wire.relative(result));
        assertThat(error(wire.get(Wire.relative(content)))).isEqualTo("Cannot find object to read");
    }

    private static String error(JsonNode answer) {
        return answer.at("/OperationResult/Errors/0").asString();
    }

    private void assertShape(JsonNode answer, String expected) throws IOException {
        String shape = answer.toString()
                .replace(sandbox.url() + "slm/webservice/v2.0", "ROOT")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
                .replaceAll("\"ObjectID\":\\d+", "\"ObjectID\":\"OID\"")
                .replaceAll("/\\d{7,}", "/OID");
        String wanted = expected.replace("\"ObjectID\":OID", "\"ObjectID\":\"OID\"");
        assertThat(shape).isEqualTo(Json.MAPPER.readTree(wanted).toString());
    }
}
