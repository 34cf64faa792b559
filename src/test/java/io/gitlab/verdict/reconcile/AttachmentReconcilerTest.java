package io.gitlab.verdict.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer.Reply;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.outbox.Waiting;
import io.gitlab.verdict.publish.Delivery;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attaches over HTTP while Rally refuses, or asks to wait. */
class AttachmentReconcilerTest {
    private static final String NOT_AUTHORIZED =
            "{\"CreateResult\":{\"Errors\":[\"Not authorized to create AttachmentContent\"],\"Warnings\":[]}}";

    @TempDir
    private Path directory;

    private RallyServer server;
    private DirectoryOutbox outbox;
    private Spool spool;

    @BeforeEach
    void start() {
        server = RallyServer.start(directory);
        outbox = new DirectoryOutbox(directory.resolve("outbox"));
        spool = outbox.spool();
    }

    @AfterEach
    void stop() throws IOException {
        spool.close();
        outbox.close();
        server.close();
    }

    private OutboxEntry entry(String... names) throws IOException {
        List<Attachment> attachments = new ArrayList<>();
        for (String name : names) {
            Spool.Kept kept = spool.keep(out -> out.write(name.getBytes(StandardCharsets.UTF_8)));
            attachments.add(new Attachment(name, kept.size(), kept.sha256(), "shop.CartIT.adds"));
        }
        Result result = new Result(
                new ResultKey(server.testCase("Login"), FakeTime.START),
                Verdict.FAIL,
                Duration.ZERO,
                "",
                List.of(0),
                attachments);
        return new OutboxEntry(FakeTime.START, "rally", server.settings(), new Publication("b", List.of(result)))
                .withFiles(spool.name());
    }

    private Reconciliation deliver(OutboxEntry entry) throws IOException {
        Deadline deadline = server.time().deadline(Duration.ofMinutes(10));
        try (Tracker tracker = new RallyTrackerFactory().open(server.connection(server.settings()))) {
            return new Delivery(outbox, deadline, line -> {}).deliver(entry, tracker);
        }
    }

    private void allow(String extensions) {
        long subscription = server.query("subscription", "(ObjectID > 0)")
                .get(0)
                .path("ObjectID")
                .asLong();
        server.update(
                "subscription",
                subscription,
                Map.of(
                        "AttachmentFilenameExtensionWhitelist",
                        extensions,
                        "AttachmentFilenameExtensionWhitelistEnabled",
                        true));
    }

    /** Notes when each request arrives, and answers the first so many contents with that. */
    private List<Instant> answer(int first, Reply reply) {
        List<Instant> arrivals = new ArrayList<>();
        int[] refused = {0};
        server.front().script((request, upstream) -> {
            if (refused[0] > 0) {
                arrivals.add(server.time().instant());
            }
            boolean content = request.uri().contains("attachmentcontent/create");
            if (content && refused[0] < first) {
                refused[0]++;
                return Optional.of(reply);
            }
            return Optional.of(upstream.pass(request));
        });
        return arrivals;
    }

    @Test
    void tellsOnceWhatTheTrackerNeverTakesAndKeepsNothingForIt() throws Exception {
        allow("txt");

        Reconciliation done = deliver(entry("run.log", "run.txt"));

        assertThat(done.attachments())
                .extracting(AttachmentStatus::state)
                .containsExactly(State.REFUSED, State.ATTACHED);
        assertThat(done.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("does not accept: 1: TC")
                        .contains(" run.log: ", "\"log\"", "<attachments>"));
        assertThat(done.complete()).isTrue();
        assertThat(outbox.waiting().items()).isEmpty();
    }

    @Test
    void keepsWhatARightOfTheKeysOwnerStandsInTheWayOf() throws Exception {
        answer(1, Reply.json(NOT_AUTHORIZED));
        OutboxEntry entry = entry("run.txt", "screen.txt");

        Reconciliation done = deliver(entry);

        assertThat(done.attachments())
                .allSatisfy(one -> assertThat(one.reason()).contains("Not authorized"))
                .extracting(AttachmentStatus::state)
                .containsOnly(State.WAITING);
        assertThat(outbox.waiting().items()).containsExactly(Waiting.Item.of(entry));
        assertThat(deliver(entry).attachments())
                .extracting(AttachmentStatus::state)
                .containsOnly(State.ATTACHED);
        assertThat(outbox.waiting().items()).isEmpty();
    }

    @Test
    void asksNothingAsLongAsTheTrackerWantsToHearNothing() throws Exception {
        List<Instant> arrivals = answer(1, new Reply(503, Map.of("Retry-After", "90"), "later"));
        OutboxEntry entry = entry("run.txt", "screen.txt");

        Reconciliation done = deliver(entry);

        assertThat(done.attachments()).extracting(AttachmentStatus::state).containsOnly(State.ATTACHED);
        assertThat(arrivals)
                .isNotEmpty()
                .allSatisfy(at -> assertThat(at).isAfterOrEqualTo(FakeTime.START.plusSeconds(90)));
        assertThat(server.query("attachment", "(ObjectID > 0)")).hasSize(2);
    }

    @Test
    void leavesTheRestToAReplayWhenTheTrackerAsksToWaitTooLong() throws Exception {
        List<Instant> arrivals = answer(1, new Reply(503, Map.of("Retry-After", "300"), "later"));
        OutboxEntry entry = entry("run.txt", "screen.txt");

        Reconciliation done = deliver(entry);

        assertThat(done.attachments()).extracting(AttachmentStatus::state).containsOnly(State.WAITING);
        assertThat(done.results()).allSatisfy(one -> assertThat(one.reason()).isEmpty());
        assertThat(arrivals).isEmpty();
        assertThat(outbox.waiting().items()).containsExactly(Waiting.Item.of(entry));
    }
}
