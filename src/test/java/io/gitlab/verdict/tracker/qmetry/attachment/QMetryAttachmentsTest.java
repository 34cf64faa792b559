package io.gitlab.verdict.tracker.qmetry.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.sandbox.qmetry.Assumption;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Attachments.Upload;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredAttachment;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands open about files of runs, and where they go. */
class QMetryAttachmentsTest {
    private static final String SENDING = "/rest/attachments/testLog";
    private static final String LISTING = "/rest/attachments/list";

    @TempDir
    private Path directory;

    private QMetryServer server;
    private Tracker tracker;
    private PreparedPublication prepared;

    @AfterEach
    void stop() throws IOException {
        tracker.close();
        server.close();
    }

    /** Publishes three failures, each with the attachment if there is one. */
    private List<StoredResult> publish(List<Attachment> attachments, String... settings) throws Exception {
        tracker = server.tracker(settings);
        List<Result> results = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> new Result(
                        new ResultKey("ACME-TC-" + number, Instant.parse("2026-11-21T20:15:03Z")),
                        Verdict.FAIL,
                        Duration.ZERO,
                        "",
                        List.of(0),
                        attachments))
                .toList();
        Publication publication = new Publication("GitLab-4711", results);
        prepared = tracker.prepare(publication);
        assertThat(prepared.preflight().findings()).hasSize(settings.length > 0 ? 1 : 0);
        prepared.write(
                results.stream().map(one -> (Change) new Change.Create(one)).toList());
        return prepared.read();
    }

    private static Attachment attachment(String name, byte[] bytes) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        return new Attachment(name, bytes.length, hash, "shop.CartIT.adds");
    }

    private static Upload upload(StoredResult result, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Upload(result, attachment("output.txt", bytes), () -> new ByteArrayInputStream(bytes));
    }

    private Map<ResultKey, List<StoredAttachment>> read(List<StoredResult> results, Upload... wanted) throws Exception {
        List<Attachment> attachments = Stream.of(wanted).map(Upload::attachment).toList();
        return files().read(results.stream().collect(Collectors.toMap(Function.identity(), one -> attachments)));
    }

    private Attachments files() {
        return prepared.attachments().orElseThrow();
    }

    @Test
    void asksOnlyForTheFilesOfRunsThatHaveSome() throws Exception {
        server = QMetryServer.start(directory);
        List<StoredResult> results = publish(List.of());
        assertThat(read(results)).isEmpty();
        assertThat(server.requests(LISTING)).isEmpty();

        files().attach(List.of(upload(results.get(1), "log")));

        assertThat(read(results)).containsOnlyKeys(results.get(1).key());
        assertThat(server.requests(LISTING)).hasSize(1);
    }

    @Test
    void putsTheFilesOfAResultAtItsFirstRunAndSaysSo() throws Exception {
        server = QMetryServer.start(directory);
        List<Attachment> wanted = List.of(attachment("output.txt", new byte[1]));
        List<StoredResult> results = publish(wanted, "platform", "Firefox,Chrome");

        files().attach(List.of(upload(results.get(0), "log")));

        assertThat(server.runs("ACME-TS-1"))
                .filteredOn(run -> !run.attachments().isEmpty())
                .extracting(StoredRun::platform)
                .containsExactly("Firefox");
    }

    @Test
    void sendsNothingLargerThanTheProjectTakes() throws Exception {
        server = QMetryServer.start(directory);
        StoredResult result = publish(List.of()).get(0);
        Attachment large = new Attachment("big.log", 10_000_001, "0".repeat(64), "shop.CartIT.adds");
        Upload upload = new Upload(result, large, () -> {
            throw new IOException("must not be read");
        });

        assertThat(files().attach(List.of(upload)).get(upload))
                .isEqualTo(new Answer.Refused("it has 10000001 bytes; this project takes 10000000", false));
        assertThat(server.requests(SENDING)).isEmpty();
    }

    @Test
    void knowsWhatItSentThoughQMetryKeepsNoDescription() throws Exception {
        server = QMetryServer.start(directory, Assumption.DESCRIPTION_IS_LOST);
        List<StoredResult> results = publish(List.of());
        Upload upload = upload(results.get(0), "log");
        files().attach(List.of(upload));

        assertThat(read(results).get(results.get(0).key()))
                .singleElement()
                .matches(held -> held.is(upload.attachment()));
    }

    @Test
    void downloadsNoFileWhoseNameNothingIsToBeAttachedBy() throws Exception {
        server = QMetryServer.start(directory, Assumption.DESCRIPTION_IS_LOST);
        List<StoredResult> results = publish(List.of());
        server.attach(server.runs("ACME-TS-1").get(0), "by-hand.txt", "log");
        Upload upload = upload(results.get(0), "log");

        assertThat(read(results, upload).get(results.get(0).key()))
                .singleElement()
                .matches(held -> held.size() < 0);
        assertThat(server.downloads()).isZero();
    }

    @Test
    void downloadsAFileOnce() throws Exception {
        server = QMetryServer.start(directory, Assumption.DESCRIPTION_IS_LOST);
        List<StoredResult> results = publish(List.of());
        StoredRun run = server.runs("ACME-TS-1").get(0);
        server.attach(run, "output.txt", "log");
        server.attach(run, "output.txt", "another");
        Upload upload = upload(results.get(0), "log");
        read(results, upload);

        assertThat(read(results, upload).get(results.get(0).key()))
                .extracting(held -> held.is(upload.attachment()))
                .containsExactly(true, false);
        assertThat(server.downloads()).isEqualTo(2);
    }

    @Test
    void downloadsNothingThatHasItsDescription() throws Exception {
        server = QMetryServer.start(directory);
        List<StoredResult> results = publish(List.of());
        Upload upload = upload(results.get(0), "log");
        files().attach(List.of(upload));
        tracker.close();
        publish(List.of());

        assertThat(read(results, upload).get(results.get(0).key()))
                .singleElement()
                .matches(held -> held.is(upload.attachment()));
        assertThat(server.downloads()).isZero();
    }

    @Test
    void downloadsNothingForWhatTheProjectDoesNotTake() throws Exception {
        server = QMetryServer.start(directory, Assumption.DESCRIPTION_IS_LOST);
        List<StoredResult> results = publish(List.of());
        server.attach(server.runs("ACME-TS-1").get(0), "output.txt", "log");
        Attachment large = new Attachment("output.txt", 10_000_001, "0".repeat(64), "shop.CartIT.adds");

        assertThat(files().read(Map.of(results.get(0), List.of(large)))).isNotEmpty();
        assertThat(server.downloads()).isZero();
    }

    @Test
    void removesItsOwnDuplicateOfAFileThatIsProvenToBeTheSameAndNeverThatFile() throws Exception {
        server = QMetryServer.start(directory, Assumption.DESCRIPTION_IS_LOST);
        List<StoredResult> results = publish(List.of());
        StoredResult result = results.get(0);
        StoredRun run = server.runs("ACME-TS-1").get(0);
        Upload upload = upload(result, "log");
        server.attach(run, "output.txt", "log");
        files().attach(List.of(upload));
        server.attach(run, "output.txt", "log");
        List<StoredAttachment> held = read(results, upload).get(result.key());

        assertThat(held).allMatch(one -> one.is(upload.attachment())).hasSize(3);
        assertThat(files().remove(result, held.get(0))).isInstanceOf(Answer.Refused.class);
        assertThat(files().remove(result, held.get(2))).isInstanceOf(Answer.Refused.class);
        assertThat(files().remove(result, held.get(1))).isInstanceOf(Answer.Applied.class);
        assertThat(read(results, upload).get(result.key())).containsExactly(held.get(0), held.get(2));
    }

    @Test
    void saysThatFilesOfRunsAreNotListed() throws Exception {
        server = QMetryServer.start(directory, Assumption.FILES_OF_RUNS_ARE_NOT_LISTED);
        List<StoredResult> results = publish(List.of());
        files().attach(List.of(upload(results.get(0), "log")));

        assertThatThrownBy(() -> read(results))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("read the attachments of a test case run");
    }

    @Test
    void mayTryAgainWhatQMetryDoesNotTakeNow() throws Exception {
        server = QMetryServer.start(directory);
        StoredResult result = publish(List.of()).get(0);
        server.inflict("attachmentRefused", 1);
        Upload upload = upload(result, "log");

        assertThat(files().attach(List.of(upload)).get(upload))
                .isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                    assertThat(refused.worthRetrying()).isTrue();
                    assertThat(refused.reason()).contains("cannot be attached now");
                });
    }

    @Test
    void sendsNoMoreOnceQMetryStopsAnswering() throws Exception {
        server = QMetryServer.start(directory);
        List<StoredResult> results = publish(List.of());
        server.inflict("droppedAfter", 1);
        Upload first = upload(results.get(0), "log");
        Upload second = upload(results.get(1), "log");

        assertThat(files().attach(List.of(first, second)))
                .satisfies(answers -> assertThat(answers.get(first)).isInstanceOf(Answer.Unknown.class))
                .satisfies(answers -> assertThat(answers.get(second)).isInstanceOf(Answer.NotSent.class));
        assertThat(server.requests(SENDING)).hasSize(1);
    }
}
