package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build whose attachments together are larger than any reply that is read into memory. */
class LargeAttachmentsTest {
    private static final String BUILD = "GitLab-4711";
    private static final int FILES = 5;
    private static final int BYTES = 6_000_000;

    @TempDir
    private Path directory;

    private RallyServer server;
    private List<String> testCases;

    @BeforeEach
    void start() {
        server = RallyServer.start(directory);
        testCases = IntStream.range(0, FILES)
                .mapToObj(i -> server.testCase("Case " + i))
                .toList();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void provesThirtyMegabytesInOneBuildAndPublishesTwice() throws Exception {
        Instant begun = server.time().deadline(Duration.ofHours(1)).now();
        try (Outbox outbox = new DirectoryOutbox(directory.resolve("outbox"))) {
            assertThat(publish(outbox))
                    .containsOnly(AttachmentStatus.State.ATTACHED)
                    .hasSize(FILES);
            assertThat(publish(outbox))
                    .containsOnly(AttachmentStatus.State.ALREADY_THERE)
                    .hasSize(FILES);

            assertThat(outbox.waiting().items()).isEmpty();
        }
        assertThat(server.query("attachment", "(ObjectID > 0)")).hasSize(FILES);
        assertThat(server.results(BUILD)).hasSize(FILES);
        assertThat(Duration.between(
                        begun, server.time().deadline(Duration.ofHours(1)).now()))
                .isLessThan(Duration.ofMinutes(1));
    }

    private List<AttachmentStatus.State> publish(Outbox outbox) throws IOException {
        Map<String, String> settings = server.settings("url", server.direct().toString());
        try (Spool spool = outbox.spool();
                Tracker tracker = new RallyTrackerFactory().open(server.connection(settings))) {
            OutboxEntry entry =
                    new OutboxEntry(FakeTime.START, "rally", settings, publication(spool)).withFiles(spool.name());
            Reconciliation done = new Delivery(outbox, server.time().deadline(Duration.ofHours(1)), line -> {})
                    .deliver(entry, tracker);
            assertThat(done.complete()).as(done.toString()).isTrue();
            return done.attachments().stream().map(AttachmentStatus::state).toList();
        }
    }

    private Publication publication(Spool spool) throws IOException {
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = new byte[BYTES];
            new Random(i).nextBytes(bytes);
            Spool.Kept kept = spool.keep(out -> out.write(bytes));
            results.add(new Result(
                    new ResultKey(testCases.get(i), FakeTime.START),
                    Verdict.FAIL,
                    Duration.ofSeconds(1),
                    "notes",
                    List.of(0),
                    List.of(new Attachment("trace.zip", kept.size(), kept.sha256(), "shop.CartIT.adds"))));
        }
        return new Publication(BUILD, results);
    }
}
