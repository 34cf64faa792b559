package io.gitlab.verdict.it;

import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.sandbox.TestOptions;
import io.gitlab.verdict.sandbox.TestSandbox;
import io.gitlab.verdict.sandbox.rally.Rally;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Rally, which stores a result for each test case of each build. */
public record RallyKillTarget(TestSandbox sandbox, HttpClient http) implements KillTarget {
    /** Starts it, with test cases that come as they are asked for. */
    public static RallyKillTarget start(File basedir) throws IOException {
        TestSandbox sandbox = TestSandbox.start(
                basedir.toPath().resolve("tracker"), API_KEY, Clock.systemUTC(), TestOptions.NONE, new Rally());
        return new RallyKillTarget(sandbox, HttpClient.newHttpClient());
    }

    @Override
    public List<String> settings() {
        return List.of(
                "-Dverdict.rally.url=" + sandbox.url(),
                "-Dverdict.rally.workspace=Sandbox",
                "-Dverdict.rally.project=Sandbox",
                "-Dverdict.rally.replicaLag=1s");
    }

    @Override
    public String testCase(int number) {
        return "TC" + number;
    }

    @Override
    public List<String> held(String build) throws IOException, InterruptedException {
        String query = URLEncoder.encode("(Build = \"" + build + "\")", StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(sandbox.auditUrl()
                        .resolve(
                                "slm/webservice/v2.0/testcaseresult?fetch=TestCase,FormattedID,Verdict&pagesize=200&query="
                                        + query))
                .header("ZSESSIONID", API_KEY)
                .build();
        JsonNode results = new ObjectMapper()
                .readTree(http.send(request, BodyHandlers.ofString()).body())
                .path("QueryResult")
                .path("Results");
        List<String> held = new ArrayList<>();
        results.forEach(one -> held.add(one.path("TestCase").path("FormattedID").asString() + " "
                + one.path("Verdict").asString()));
        return held;
    }

    @Override
    public String line(String testCase, String build, List<Verdict> verdicts) {
        return testCase + " " + verdicts.get(verdicts.size() - 1).text();
    }
}
