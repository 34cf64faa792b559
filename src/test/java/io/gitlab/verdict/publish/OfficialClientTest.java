package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.rallydev.rest.RallyRestApi;
import com.rallydev.rest.request.QueryRequest;
import com.rallydev.rest.response.QueryResponse;
import com.rallydev.rest.util.Fetch;
import com.rallydev.rest.util.QueryFilter;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads what was published with Rally's own Java client. */
class OfficialClientTest {
    @TempDir
    private Path directory;

    @Test
    void readsEveryFieldThatWasPublished() throws Exception {
        try (RallyServer server = RallyServer.start(directory)) {
            String testCase = server.testCase("Login works");
            server.create("testset", Map.of("Name", "Sprint 1"));
            Result result = new Result(
                    new ResultKey(testCase, Instant.parse("2026-11-21T20:15:03.120Z")),
                    Verdict.FAIL,
                    Duration.ofMillis(1_250),
                    "failed: shop.CartIT.adds\nexpected <1> & got \"2\"",
                    List.of(0));
            try (Tracker tracker =
                    new RallyTrackerFactory().open(server.connection(server.settings("testSet", "Sprint 1")))) {
                new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(1)), line -> {})
                        .reconcile(new Publication("GitLab-4711", List.of(result)), Reconciler.How.WRITE);
            }

            JsonObject stored = read(server, "GitLab-4711");

            assertThat(stored.get("Verdict").getAsString()).isEqualTo("Fail");
            assertThat(stored.get("Build").getAsString()).isEqualTo("GitLab-4711");
            assertThat(stored.get("Date").getAsString()).isEqualTo("2026-11-21T20:15:03.120Z");
            assertThat(stored.get("Duration").getAsDouble()).isEqualTo(1.25);
            assertThat(stored.get("Notes").getAsString())
                    .isEqualTo("failed: shop.CartIT.adds<br />expected &lt;1&gt; &amp; got &quot;2&quot;<p>verdict: "
                            + testCase + " 2026-11-21T20:15:03.120Z</p>");
            assertThat(name(stored, "TestCase")).isEqualTo("Login works");
            assertThat(stored.getAsJsonObject("TestCase").get("FormattedID").getAsString())
                    .isEqualTo(testCase);
            assertThat(name(stored, "TestSet")).isEqualTo("Sprint 1");
            assertThat(name(stored, "Tester")).isEqualTo("Sandbox User");
            assertThat(name(stored, "Workspace")).isEqualTo("Acme");
        }
    }

    private static String name(JsonObject stored, String reference) {
        return stored.getAsJsonObject(reference).get("_refObjectName").getAsString();
    }

    private static JsonObject read(RallyServer server, String build) throws Exception {
        RallyRestApi api = new RallyRestApi(server.direct(), RallyServer.KEY);
        try {
            QueryRequest request = new QueryRequest("testcaseresult");
            request.setFetch(new Fetch(
                    "Verdict",
                    "Build",
                    "Date",
                    "Duration",
                    "Notes",
                    "TestCase",
                    "FormattedID",
                    "TestSet",
                    "Tester",
                    "Workspace"));
            request.setQueryFilter(new QueryFilter("Build", "=", build));
            QueryResponse response = api.query(request);
            assertThat(response.wasSuccessful()).isTrue();
            assertThat(response.getTotalResultCount()).isEqualTo(1);
            return response.getResults().get(0).getAsJsonObject();
        } finally {
            api.close();
        }
    }
}
