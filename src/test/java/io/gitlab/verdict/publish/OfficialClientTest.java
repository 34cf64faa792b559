package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.rallydev.rest.RallyRestApi;
import com.rallydev.rest.request.GetRequest;
import com.rallydev.rest.request.QueryRequest;
import com.rallydev.rest.response.QueryResponse;
import com.rallydev.rest.util.Fetch;
import com.rallydev.rest.util.QueryFilter;
import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

    @Test
    void readsEachByteThatWasAttached() throws Exception {
        byte[] bytes = new byte[200_001];
        new Random(1).nextBytes(bytes);
        try (RallyServer server = RallyServer.start(directory);
                Outbox outbox = new DirectoryOutbox(directory.resolve("outbox"));
                Spool spool = outbox.spool()) {
            Spool.Kept kept = spool.keep(out -> out.write(bytes));
            Attachment attachment = new Attachment("trace.zip", kept.size(), kept.sha256(), "shop.CartIT.adds");
            Result result = new Result(
                    new ResultKey(server.testCase("Login works"), Instant.parse("2026-11-21T20:15:03Z")),
                    Verdict.FAIL,
                    Duration.ofSeconds(1),
                    "failed",
                    List.of(0),
                    List.of(attachment));
            OutboxEntry entry = new OutboxEntry(
                            server.time().instant(),
                            "rally",
                            server.settings(),
                            new Publication("GitLab-4711", List.of(result)))
                    .withFiles(spool.name());
            try (Tracker tracker = new RallyTrackerFactory().open(server.connection(server.settings()))) {
                new Delivery(outbox, server.time().deadline(Duration.ofMinutes(1)), line -> {}).deliver(entry, tracker);
            }

            assertThat(contentOf(server, "trace.zip")).isEqualTo(bytes);
        }
    }

    private static byte[] contentOf(RallyServer server, String name) throws Exception {
        RallyRestApi api = new RallyRestApi(server.direct(), RallyServer.KEY);
        try {
            QueryRequest request = new QueryRequest("attachment");
            request.setFetch(new Fetch("Name", "Content", "TestCaseResult"));
            request.setQueryFilter(new QueryFilter("TestCaseResult.Build", "=", "GitLab-4711"));
            QueryResponse response = api.query(request);
            assertThat(response.getTotalResultCount()).isEqualTo(1);
            JsonObject attachment = response.getResults().get(0).getAsJsonObject();
            assertThat(attachment.get("Name").getAsString()).isEqualTo(name);
            String content = attachment.getAsJsonObject("Content").get("_ref").getAsString();
            String base64 =
                    api.get(new GetRequest(content)).getObject().get("Content").getAsString();
            return Base64.getDecoder().decode(base64);
        } finally {
            api.close();
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
