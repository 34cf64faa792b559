package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer;
import io.gitlab.verdict.http.FaultyServer.Reply;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.sandbox.qmetry.Assumption;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import io.gitlab.verdict.tracker.qmetry.QMetryTrackerFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several runs publish the same evidence to a QMetry that keeps no descriptions of files. */
class FilesWithoutDescriptionTest {
    @TempDir
    private Path directory;

    private QMetryServer server;
    private FaultyServer front;
    private DirectoryOutbox outbox;
    private Spool spool;

    @BeforeEach
    void start() {
        outbox = new DirectoryOutbox(directory.resolve("outbox"));
        spool = outbox.spool();
        serve(Assumption.DESCRIPTION_IS_LOST);
    }

    private void serve(Assumption... assumptions) {
        server = QMetryServer.start(directory.resolve(List.of(assumptions).toString()), assumptions);
        front = FaultyServer.before(server.url());
    }

    @AfterEach
    void stop() throws IOException {
        spool.close();
        outbox.close();
        front.close();
        server.close();
    }

    /** A test case that failed, with files that hold their own names. */
    private OutboxEntry entry(String... names) throws IOException {
        List<Attachment> attachments = new ArrayList<>();
        for (String name : names) {
            Spool.Kept kept = spool.keep(out -> out.write(name.getBytes(StandardCharsets.UTF_8)));
            attachments.add(new Attachment(name, kept.size(), kept.sha256(), "shop.CartIT.adds"));
        }
        Result result = new Result(
                new ResultKey("ACME-TC-1", FakeTime.START), Verdict.FAIL, Duration.ZERO, "", List.of(0), attachments);
        return new OutboxEntry(
                        FakeTime.START,
                        "qmetry",
                        server.settings("url", front.url().toString()),
                        new Publication("b", List.of(result)))
                .withFiles(spool.name());
    }

    /** As a process of its own would. */
    private Reconciliation deliver(OutboxEntry entry) throws IOException {
        try (Tracker tracker = new QMetryTrackerFactory().open(server.connection(entry.trackerSettings()))) {
            return new Delivery(outbox, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .deliver(entry, tracker);
        }
    }

    private StoredRun run() {
        return server.runs("ACME-TS-1").get(0);
    }

    private List<String> held() {
        return server.files(run()).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    private static List<State> states(Reconciliation done) {
        return done.attachments().stream().map(AttachmentStatus::state).toList();
    }

    /** Answers requests for files with that. */
    private void answerDownloads(Reply reply) {
        answerTheFirstDownloads(Integer.MAX_VALUE, reply);
    }

    /** Returns how many such requests have come. */
    private AtomicInteger answerTheFirstDownloads(int first, Reply reply) {
        AtomicInteger downloads = new AtomicInteger();
        front.script((request, upstream) -> Optional.of(
                request.method().equals("GET")
                                && request.uri().startsWith("/rest/attachments/")
                                && downloads.incrementAndGet() <= first
                        ? reply
                        : upstream.pass(request)));
        return downloads;
    }

    @Test
    void sendsEachFileOnceThoughAnotherProcessSentIt() throws Exception {
        OutboxEntry entry = entry("run.txt", "screen.txt");

        assertThat(states(deliver(entry))).containsOnly(State.ATTACHED);
        assertThat(states(deliver(entry))).containsOnly(State.ALREADY_THERE);

        assertThat(held()).containsExactly("run.txt", "screen.txt");
    }

    @Test
    void knowsAFileAgainWhoseSendingWasNotAnswered() throws Exception {
        OutboxEntry entry = entry("run.txt");
        boolean[] lost = {false};
        front.script((request, upstream) -> {
            Reply reply = upstream.pass(request);
            boolean lose = request.uri().endsWith("/testLog") && !lost[0];
            lost[0] |= lose;
            return lose ? Optional.empty() : Optional.of(reply);
        });

        assertThat(states(deliver(entry))).containsOnly(State.ATTACHED);
        assertThat(held()).containsExactly("run.txt");
    }

    @Test
    void leavesAPersonsFileOfTheSameNameAndSendsItsOwn() throws Exception {
        server.attach(run(), "run.txt", "Run.txt");
        server.attach(run(), "run.txt", "run.txt and more");

        assertThat(states(deliver(entry("run.txt")))).containsOnly(State.ATTACHED);
        assertThat(held()).containsExactly("Run.txt", "run.txt and more", "run.txt");
    }

    @Test
    void takesAPersonsSameFileAsThere() throws Exception {
        server.attach(run(), "run.txt", "run.txt");

        assertThat(states(deliver(entry("run.txt")))).containsOnly(State.ALREADY_THERE);
        assertThat(held()).containsExactly("run.txt");
    }

    @Test
    void leavesAndTellsWhatIsThereTwiceAndMayBeAPersons() throws Exception {
        server.attach(run(), "run.txt", "run.txt");
        server.attach(run(), "run.txt", "run.txt");

        Reconciliation done = deliver(entry("run.txt"));

        assertThat(states(done)).containsOnly(State.ALREADY_THERE);
        assertThat(done.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("more than once: 1", "ACME-TC-1 run.txt (files ");
        assertThat(held()).containsExactly("run.txt", "run.txt");
    }

    @Test
    void tellsNothingOfADuplicateThatItRemoved() throws Exception {
        front.script((request, upstream) -> {
            if (request.uri().endsWith("/testLog")) {
                server.attach(run(), "run.txt", "run.txt");
            }
            return Optional.of(upstream.pass(request));
        });

        Reconciliation done = deliver(entry("run.txt"));

        assertThat(states(done)).containsOnly(State.ATTACHED);
        assertThat(done.findings()).isEmpty();
        assertThat(held()).containsExactly("run.txt");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 403, 404})
    void ratherSendsTwiceThanNotAtAllWhatItMayNotLookAtAndSaysSo(int status) throws Exception {
        OutboxEntry entry = entry("run.txt");
        deliver(entry);
        FaultyServer elsewhere = FaultyServer.alone((request, upstream) -> Optional.of(Reply.json("{}")));
        answerDownloads(new Reply(status, Map.of("Location", elsewhere.url().toString()), "no"));

        Reconciliation again = deliver(entry);

        assertThat(states(again)).containsOnly(State.ATTACHED);
        assertThat(again.complete()).isTrue();
        assertThat(held()).containsExactly("run.txt", "run.txt");
        assertThat(again.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("may be stored twice: 1", "ACME-TC-1 run.txt", "HTTP " + status);
        assertThat(elsewhere.seen()).isEmpty();
        elsewhere.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 404})
    void asksAgainForAFileThatAGatewayInTroubleDoesNotGiveOut(int status) throws Exception {
        OutboxEntry entry = entry("run.txt", "screen.txt");
        deliver(entry);
        answerTheFirstDownloads(3, new Reply(status, Map.of("Location", "http://127.0.0.1:1/"), "no"));

        Reconciliation again = deliver(entry);

        assertThat(states(again)).containsOnly(State.ALREADY_THERE);
        assertThat(again.findings()).isEmpty();
        assertThat(held()).containsExactly("run.txt", "screen.txt");
    }

    @Test
    void asksButOnceForFurtherFilesWhenOneIsNeverGivenOut() throws Exception {
        OutboxEntry entry = entry("run.txt", "screen.txt", "trace.txt");
        deliver(entry);
        AtomicInteger downloads = answerTheFirstDownloads(Integer.MAX_VALUE, new Reply(404, Map.of(), "no"));

        deliver(entry);

        assertThat(downloads).hasValue(6);
    }

    @Test
    void takesARefusalThatComesAsSuccessForARefusal() throws Exception {
        OutboxEntry entry = entry("run.txt");
        deliver(entry);
        answerDownloads(Reply.json("{\"success\":false,\"code\":\"CO.ENTITY_NOT_FOUND_ERROR\"}"));

        assertThat(deliver(entry).findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("CO.ENTITY_NOT_FOUND_ERROR");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 503})
    void leavesToAReplayWhatItCannotLookAtNow(int status) throws Exception {
        OutboxEntry entry = entry("run.txt");
        deliver(entry);
        answerDownloads(Reply.html(status, "<p>offline</p>"));

        assertThat(states(deliver(entry))).containsOnly(State.WAITING);

        front.script((request, upstream) -> Optional.of(upstream.pass(request)));
        assertThat(states(deliver(entry))).containsOnly(State.ALREADY_THERE);
        assertThat(held()).containsExactly("run.txt");
    }

    @Test
    void sendsNothingAnewWhenTheKeyIsNotAcceptedForADownload() throws Exception {
        OutboxEntry entry = entry("run.txt");
        deliver(entry);
        answerDownloads(new Reply(401, Map.of(), "{}"));

        assertThat(deliver(entry).attachments())
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).contains("API key"))
                .extracting(AttachmentStatus::state)
                .isEqualTo(State.WAITING);
        assertThat(held()).containsExactly("run.txt");
    }

    @Test
    void tellsThatFilesWereSentThoughQMetryDoesNotListThemAndSendsNoneTwice() throws Exception {
        front.close();
        server.close();
        serve(Assumption.FILES_OF_RUNS_ARE_NOT_LISTED);
        OutboxEntry entry = entry("run.txt");

        Reconciliation done = deliver(entry);
        assertThat(done.attachments())
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).contains("sent", "read the attachments of a test case run"))
                .extracting(AttachmentStatus::state)
                .isEqualTo(State.WAITING);
        assertThat(done.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("could not be verified");
        assertThat(states(deliver(entry))).containsOnly(State.WAITING);
        assertThat(run().attachments()).containsExactly("run.txt");
    }

    @ParameterizedTest
    @EnumSource(
            value = Assumption.class,
            names = {"REFUSALS_HAVE_STATUS_200", "SUCCESS_IS_A_TEXT"})
    void knowsItsFilesAgainWhateverElseTheDocumentationLeavesOpen(Assumption assumption) throws Exception {
        front.close();
        server.close();
        serve(Assumption.DESCRIPTION_IS_LOST, assumption);
        OutboxEntry entry = entry("run.txt", "settings.json");
        deliver(entry);

        assertThat(states(deliver(entry))).containsOnly(State.ALREADY_THERE);
        assertThat(run().attachments()).containsExactly("run.txt", "settings.json");
    }
}
