package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.rallydev.rest.RallyRestApi;
import com.rallydev.rest.request.CollectionUpdateRequest;
import com.rallydev.rest.request.CreateRequest;
import com.rallydev.rest.request.DeleteRequest;
import com.rallydev.rest.request.GetRequest;
import com.rallydev.rest.request.QueryRequest;
import com.rallydev.rest.request.UpdateRequest;
import com.rallydev.rest.response.CreateResponse;
import com.rallydev.rest.response.QueryResponse;
import com.rallydev.rest.util.Fetch;
import com.rallydev.rest.util.QueryFilter;
import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rally's own Java client works with the sandbox. */
class RallyJavaClientTest {
    @TempDir
    private Path directory;

    private TestSandbox sandbox;
    private RallyRestApi rally;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxFixture.start(directory);
        rally = new RallyRestApi(sandbox.url(), Wire.KEY);
    }

    @AfterEach
    void stop() throws IOException {
        rally.close();
        sandbox.close();
    }

    private JsonObject create(String type, JsonObject attributes) throws IOException {
        CreateResponse response = rally.create(new CreateRequest(type, attributes));
        assertThat(response.getErrors()).isEmpty();
        return response.getObject();
    }

    private JsonObject testCase(String name) throws IOException {
        JsonObject attributes = new JsonObject();
        attributes.addProperty("Name", name);
        return create("testcase", attributes);
    }

    private static String ref(JsonObject object) {
        return object.get("_ref").getAsString();
    }

    @Test
    void createsReadsUpdatesAndDeletes() throws IOException {
        JsonObject result = result(testCase("Login"));

        JsonObject change = new JsonObject();
        change.addProperty("Verdict", "Pass");
        assertThat(rally.update(new UpdateRequest(ref(result), change)).wasSuccessful())
                .isTrue();
        JsonObject read = rally.get(new GetRequest(ref(result))).getObject();
        assertThat(read.get("Verdict").getAsString()).isEqualTo("Pass");
        assertThat(read.get("Build").getAsString()).isEqualTo("ci-1");

        assertThat(rally.delete(new DeleteRequest(ref(result))).wasSuccessful()).isTrue();
        assertThat(rally.get(new GetRequest(ref(result))).getErrors()).containsExactly("Cannot find object to read");
    }

    @Test
    void keepsAttachmentsOfAResultByteForByteOverARestart() throws IOException {
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        JsonObject result = result(testCase("Login"));
        JsonObject attachment = attach(result, "trace.bin", bytes);

        rally.close();
        sandbox.close();
        start();

        JsonObject list =
                rally.get(new GetRequest(relative(result))).getObject().getAsJsonObject("Attachments");
        JsonObject held =
                rally.query(new QueryRequest(list)).getResults().get(0).getAsJsonObject();
        assertThat(relative(held)).isEqualTo(relative(attachment));
        JsonObject read = rally.get(new GetRequest(relative(held))).getObject();
        assertThat(read.get("Name").getAsString()).isEqualTo("trace.bin");
        assertThat(read.get("Size").getAsInt()).isEqualTo(bytes.length);
        String content = rally.get(new GetRequest(relative(read.getAsJsonObject("Content"))))
                .getObject()
                .get("Content")
                .getAsString();
        assertThat(Base64.getDecoder().decode(content)).isEqualTo(bytes);

        rally.delete(new DeleteRequest(relative(held)));
        assertThat(rally.get(new GetRequest(relative(read.getAsJsonObject("Content"))))
                        .getErrors())
                .containsExactly("Cannot find object to read");
    }

    private JsonObject result(JsonObject testCase) throws IOException {
        JsonObject attributes = new JsonObject();
        attributes.addProperty("TestCase", ref(testCase));
        attributes.addProperty("Build", "ci-1");
        attributes.addProperty("Date", "2026-01-05T10:15:30.123Z");
        attributes.addProperty("Verdict", "Fail");
        return create("testcaseresult", attributes);
    }

    private JsonObject attach(JsonObject result, String name, byte[] bytes) throws IOException {
        JsonObject content = new JsonObject();
        content.addProperty("Content", Base64.getEncoder().encodeToString(bytes));
        JsonObject attributes = new JsonObject();
        attributes.addProperty("TestCaseResult", ref(result));
        attributes.addProperty("Content", ref(create("AttachmentContent", content)));
        attributes.addProperty("Name", name);
        attributes.addProperty("ContentType", "application/octet-stream");
        attributes.addProperty("Size", bytes.length);
        return create("Attachment", attributes);
    }

    private static String relative(JsonObject object) {
        return ref(object).replaceFirst(".*/v2.0", "");
    }

    @Test
    void queriesOverPages() throws IOException {
        for (int number = 1; number <= 7; number++) {
            testCase("case " + number);
        }
        QueryRequest request = new QueryRequest("testcase");
        request.setFetch(new Fetch("FormattedID", "Name"));
        request.setQueryFilter(
                new QueryFilter("Name", "contains", "case").and(new QueryFilter("FormattedID", "!=", "TC3")));
        request.setOrder("Name DESC");
        request.setPageSize(2);
        request.setLimit(100);

        QueryResponse response = rally.query(request);

        assertThat(response.wasSuccessful()).isTrue();
        assertThat(response.getTotalResultCount()).isEqualTo(6);
        assertThat(response.getResults()).hasSize(6);
        assertThat(response.getResults()
                        .get(0)
                        .getAsJsonObject()
                        .get("FormattedID")
                        .getAsString())
                .isEqualTo("TC7");
    }

    @Test
    void fillsACollection() throws IOException {
        JsonObject attributes = new JsonObject();
        attributes.addProperty("Name", "Sprint");
        JsonObject set = create("testset", attributes);
        JsonArray members = new JsonArray();
        members.add(testCase("Login"));
        CollectionUpdateRequest request = new CollectionUpdateRequest(ref(set) + "/TestCases", members, true);
        request.setFetch(new Fetch("Name"));

        assertThat(rally.updateCollection(request).getResults()).hasSize(1);
        QueryResponse found = rally.query(
                new QueryRequest(rally.get(new GetRequest(ref(set))).getObject().getAsJsonObject("TestCases")));
        assertThat(found.getTotalResultCount()).isEqualTo(1);
    }

    @Test
    void readsTheCaller() throws IOException {
        assertThat(rally.get(new GetRequest("/user"))
                        .getObject()
                        .get("UserName")
                        .getAsString())
                .isEqualTo("sandbox");
    }

    @Test
    @SuppressWarnings("deprecation")
    void worksWithUserNameAndPasswordToo() throws IOException {
        rally.close();
        rally = new RallyRestApi(sandbox.url(), "sandbox", Wire.KEY);

        assertThat(testCase("Login").get("FormattedID").getAsString()).isEqualTo("TC1");
    }

    @Test
    void failsWithAWrongKey() throws IOException {
        rally.close();
        rally = new RallyRestApi(sandbox.url(), "_wrong");

        assertThatThrownBy(() -> rally.get(new GetRequest("/user"))).hasMessageContaining("401");
    }
}
