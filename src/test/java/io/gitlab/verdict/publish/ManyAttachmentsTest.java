package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A large publication with evidence, while everything goes wrong that may. */
class ManyAttachmentsTest {
    private static final String BUILD = "GitLab-4711";
    private static final int RESULTS = 10_000;

    /** Every tenth result has two files. */
    private static final int WITH_FILES = 10;

    private static final List<String> NAMES = List.of("shop.CartIT-output.txt", "screen.png");
    private static final String FAULTS =
            "replicaLag=0.2:8s,throttled=0.01,unavailable=0.01,offlinePage=0.005,droppedBefore=0.01,conflict=0.02,"
                    + "partialBatch=0.01,stuck=0.02,wrongVerdict=0.01,losesLastPage=0.003,droppedAfter=0.01,"
                    + "badGatewayAfter=0.005,truncated=0.01,attachmentRefused=0.05";
    private static final Pattern ORPHANS = Pattern.compile("up to (\\d+) attachments that no result shows");
    private static final int MOST_RUNS = 10;

    @TempDir
    private Path directory;

    private RallyServer server;
    private final List<Finding> findings = new ArrayList<>();

    @BeforeEach
    void start() {
        server = RallyServer.start(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void holdsEachResultAndEachFileOnceAndWhereItBelongs() throws Exception {
        try (Outbox outbox = new DirectoryOutbox(directory.resolve("outbox"));
                Spool spool = outbox.spool()) {
            List<String> testCases = server.testCases(RESULTS);
            OutboxEntry entry = entry(testCases, spool);
            server.inflict(Faults.parse(FAULTS, 7));

            assertThat(deliver(entry, outbox)).isTrue();

            assertThat(outbox.waiting().items()).isEmpty();
            assertEachResultOnce();
            assertEachFileOnceOnItsResult();
            assertNoMoreOrphansThanTold();
        }
    }

    private OutboxEntry entry(List<String> testCases, Spool spool) throws IOException {
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < testCases.size(); i++) {
            results.add(new Result(
                    new ResultKey(testCases.get(i), FakeTime.START.plusSeconds(i)),
                    verdict(i),
                    Duration.ofSeconds(1),
                    "notes",
                    List.of(i),
                    i % WITH_FILES == 0 ? attachments(i, spool) : List.of()));
        }
        return new OutboxEntry(FakeTime.START, "rally", server.settings(), new Publication(BUILD, results))
                .withFiles(spool.name());
    }

    private static Verdict verdict(int i) {
        return i % WITH_FILES == 0 ? Verdict.FAIL : Verdict.PASS;
    }

    private static List<Attachment> attachments(int i, Spool spool) throws IOException {
        List<Attachment> attachments = new ArrayList<>();
        for (String name : NAMES) {
            Spool.Kept kept = spool.keep(out -> out.write(bytes(i, name)));
            attachments.add(new Attachment(name, kept.size(), kept.sha256(), "shop.CartIT.adds(int)[" + i + "]"));
        }
        return attachments;
    }

    private static byte[] bytes(int i, String name) {
        return ("what Case " + i + " left in " + name).getBytes(StandardCharsets.UTF_8);
    }

    /** Publishes again and again, as a replay does, until nothing waits. */
    private boolean deliver(OutboxEntry entry, Outbox outbox) throws IOException {
        for (int run = 0; run < MOST_RUNS; run++) {
            Deadline deadline = server.time().deadline(Duration.ofHours(4));
            Map<String, String> settings =
                    server.settings("url", server.direct().toString());
            try (Tracker tracker = new RallyTrackerFactory().open(server.connection(settings))) {
                Reconciliation done = new Delivery(outbox, deadline, line -> {}).deliver(entry, tracker);
                findings.addAll(done.findings());
                assertToldTruly(done);
                if (done.complete()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Each attachment that is reported as stored is stored. */
    private void assertToldTruly(Reconciliation done) {
        long published = done.results().stream()
                .filter(status -> status.state() != ResultStatus.State.UNPUBLISHED)
                .count();
        assertThat(server.results(BUILD)).hasSizeGreaterThanOrEqualTo((int) published);
        Set<AttachmentStatus.State> there =
                Set.of(AttachmentStatus.State.ATTACHED, AttachmentStatus.State.ALREADY_THERE);
        long attached = done.attachments().stream()
                .filter(status -> there.contains(status.state()))
                .count();
        assertThat(server.query("attachment", "(ObjectID > 0)")).hasSizeGreaterThanOrEqualTo((int) attached);
    }

    private void assertEachResultOnce() {
        List<String> wanted = IntStream.range(0, RESULTS)
                .mapToObj(i -> "Case " + i + " " + verdict(i).text())
                .toList();
        assertThat(server.results(BUILD).stream()
                        .map(one -> testCase(one) + " " + one.path("Verdict").asString()))
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static String testCase(JsonNode result) {
        return result.path("TestCase").path("_refObjectName").asString();
    }

    private void assertEachFileOnceOnItsResult() {
        Map<String, String> testCases = server.results(BUILD).stream()
                .collect(Collectors.toMap(one -> one.path("_ref").asString(), ManyAttachmentsTest::testCase));
        Map<String, String> held = new HashMap<>();
        for (JsonNode one : server.query("attachment", "(ObjectID > 0)")) {
            String where = testCases.get(one.path("TestCaseResult").path("_ref").asString()) + " "
                    + one.path("Name").asString();
            assertThat(held.put(where, new String(server.bytes(one), StandardCharsets.UTF_8)))
                    .as("attached twice: " + where)
                    .isNull();
        }
        Map<String, String> wanted = new HashMap<>();
        for (int i = 0; i < RESULTS; i += WITH_FILES) {
            for (String name : NAMES) {
                wanted.put("Case " + i + " " + name, new String(bytes(i, name), StandardCharsets.UTF_8));
            }
        }
        assertThat(held).isEqualTo(wanted);
    }

    /** A content whose creation was not answered cannot be found again; it must be reported. */
    private void assertNoMoreOrphansThanTold() {
        int told = findings.stream()
                .map(finding -> ORPHANS.matcher(finding.message()))
                .filter(Matcher::find)
                .mapToInt(orphans -> Integer.parseInt(orphans.group(1)))
                .sum();
        assertThat(server.query("attachmentcontent", "(ObjectID > 0)").size())
                .isLessThanOrEqualTo(RESULTS / WITH_FILES * NAMES.size() + told);
    }
}
