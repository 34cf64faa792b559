package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PageTest {
    @TempDir
    private Path directory;

    private TestSandbox sandbox;
    private Wire wire;
    private JsonNode testCase;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxFixture.start(directory);
        wire = new Wire(sandbox);
        testCase = wire.create("testcase", "{\"Name\":\"a & \\\"b\\\" < c\"}");
        JsonNode set =
                wire.create("testset", "{\"Name\":\"Sprint 'one'\",\"TestCases\":[\"" + Wire.ref(testCase) + "\"]}");
        wire.create("testcaseresult", """
                {"TestCase":"%s","TestSet":"%s","Build":"ci 1&2","Date":"2026-01-05T10:15:30Z","Verdict":"Fail","Duration":1.25,
                "Tester":"%s","Notes":"<b>bold</b><br/>next<script>alert(1)</script><img src=x onerror=alert(2)>&lt;i&gt;<"}""".formatted(
                        Wire.ref(testCase),
                        Wire.ref(set),
                        wire.get("user").at("/User/_ref").asString()));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String page(String path) {
        HttpResponse<String> response = wire.send("GET", path, null);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'");
        return response.body();
    }

    @Test
    void showsTestSetsAndTestCasesWithTheirLastVerdicts() {
        assertThat(page("/"))
                .contains("Sprint &#39;one&#39;", "all run none passing", "0 of 1")
                .contains(
                        "a &amp; &quot;b&quot; &lt; c",
                        "<span class=\"verdict fail\">Fail</span>",
                        "2026-01-05 10:15:30 UTC")
                .contains("<a href=\"/build?name=ci+1%262\">ci 1&amp;2</a>");
        assertThat(page("/testset/"
                        + Wire.ref(wire.get("testset").at("/QueryResult/Results/0"))
                                .replaceFirst(".*/", "")))
                .contains("TC1");
    }

    @Test
    void showsTheResultsOfATestCaseWithTheTextOfItsNotes() {
        assertThat(page("/testcase/" + testCase.get("ObjectID")))
                .contains("<pre>bold\nnextalert(1)&lt;i&gt;&lt;</pre>", "Sandbox User", "1.25")
                .doesNotContain("<script", "<img", "onerror");
    }

    @Test
    void findsResultsByBuild() {
        assertThat(page("/build?name=ci+1%262")).contains("<pre>", "TC1");
        assertThat(page("/build?name=%3Cscript%3E"))
                .contains("Build &lt;script&gt;", "None yet.")
                .doesNotContain("<script");
    }

    @Test
    void showsManyTestCasesInPages() {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 250; i++) {
            entries.append(i == 0 ? "" : ",")
                    .append(
                            "{\"Path\":\"/testcase/create\",\"Method\":\"POST\",\"Body\":{\"testcase\":{\"Name\":\"n\"}}}");
        }
        wire.post("batch", "{\"Batch\":[" + entries + "]}");

        assertThat(page("/"))
                .contains("Page 1 of 2", "<a href=\"/?page=2\">Next</a>")
                .doesNotContain(">TC201<");
        assertThat(page("/?page=2")).contains(">TC201<", ">TC251<").doesNotContain(">TC200<");
    }

    @Test
    void answersOtherPathsWith404AndWritesWith405() {
        for (String path :
                new String[] {"/nowhere", "/testcase/7", "/user/1000005", "/testset/" + testCase.get("ObjectID")}) {
            assertThat(wire.send("GET", path, null).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(wire.send("POST", "/", "x").statusCode()).isEqualTo(405);
        assertThat(page("/style.css")).contains("font:");
    }
}
