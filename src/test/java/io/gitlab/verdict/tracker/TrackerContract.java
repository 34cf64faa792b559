package io.gitlab.verdict.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.Answer.Applied;
import io.gitlab.verdict.tracker.Answer.Refused;
import io.gitlab.verdict.tracker.Answer.Unknown;
import io.gitlab.verdict.tracker.Attachments.Upload;
import io.gitlab.verdict.tracker.Change.Create;
import io.gitlab.verdict.tracker.Change.Repair;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the reconciler relies on: every adapter must pass it, against a real server over HTTP. */
public abstract class TrackerContract {
    protected static final String BUILD = "GitLab-4711";
    protected static final Instant DATE = Instant.parse("2026-11-21T20:15:03.120Z");

    private PreparedPublication prepared;

    /** A tracker that is open, in front of an empty server. */
    protected abstract Tracker tracker();

    /** Makes a test case and returns its id. */
    protected abstract String testCase(String name);

    /** An id of the right shape that no test case has. */
    protected abstract String unknownTestCase();

    /** Whether this tracker keeps each execution as a result of its own; else it holds one verdict of a test case. */
    protected boolean keepsEachExecution() {
        return true;
    }

    /** Whether results of this tracker can hold files. */
    protected boolean holdsAttachments() {
        return true;
    }

    /** The bytes of an attachment, read past the adapter; for trackers whose results hold files. */
    protected byte[] bytes(StoredAttachment attachment) {
        throw new UnsupportedOperationException("read the bytes of " + attachment);
    }

    protected static Result result(String testCase, Verdict verdict) {
        return new Result(new ResultKey(testCase, DATE), verdict, Duration.ofMillis(1_250), "passed: T.m", List.of(0));
    }

    private static Publication publication(Result... results) {
        return new Publication(BUILD, List.of(results));
    }

    private static List<Change> creations(Publication publication) {
        return publication.results().stream()
                .map(result -> (Change) new Create(result))
                .toList();
    }

    @Test
    void holdsNothingOfABuildThatWasNeverPublished() throws Exception {
        Publication publication = publication(result(testCase("Login"), Verdict.PASS));
        PreparedPublication prepared = tracker().prepare(publication);

        assertThat(prepared.preflight().refusals()).isEmpty();
        assertThat(prepared.url()).isPresent();
        assertThat(prepared.read()).isEmpty();
    }

    @Test
    void readsBackEveryVerdictThatItWrote() throws Exception {
        Result[] results = IntStream.range(0, Verdict.values().length)
                .mapToObj(i -> result(testCase("Case " + i), Verdict.values()[i]))
                .toArray(Result[]::new);
        Publication publication = publication(results);
        PreparedPublication prepared = tracker().prepare(publication);

        assertThat(prepared.write(creations(publication)))
                .hasSize(5)
                .allSatisfy((key, answer) -> assertThat(answer).isInstanceOf(Applied.class));
        assertThat(prepared.read()).hasSize(5).allSatisfy(stored -> {
            Result wanted = List.of(results).stream()
                    .filter(result -> result.key().equals(stored.key()))
                    .findFirst()
                    .orElseThrow();
            assertThat(stored.verdict()).isEqualTo(wanted.verdict().text());
            assertThat(stored.flaws()).isEmpty();
            assertThat(stored.url()).isPresent();
        });
    }

    @Test
    void refusesAnUnknownTestCaseBeforeAnythingIsWritten() throws Exception {
        Result known = result(testCase("Login"), Verdict.PASS);
        Result unknown = result(unknownTestCase(), Verdict.PASS);

        Preflight preflight = tracker().prepare(publication(known, unknown)).preflight();

        assertThat(preflight.refusals()).containsOnlyKeys(unknown.key());
        assertThat(preflight.refusals().get(unknown.key()))
                .contains(unknown.key().testCase())
                .contains("unknown");
    }

    @Test
    void repairsAResultInItsPlace() throws Exception {
        String testCase = testCase("Login");
        Publication before = publication(result(testCase, Verdict.FAIL));
        Publication after = publication(result(testCase, Verdict.PASS));
        PreparedPublication first = tracker().prepare(before);
        first.write(creations(before));
        StoredResult stored = first.read().get(0);

        PreparedPublication second = tracker().prepare(after);
        second.write(List.of(new Repair(after.results().get(0), stored)));

        assertThat(second.read()).singleElement().satisfies(one -> {
            assertThat(one.verdict()).isEqualTo("Pass");
            assertThat(one.reference()).isEqualTo(stored.reference());
        });
    }

    @Test
    void tellsResultsOfAnotherBuildAndDateApart() throws Exception {
        assumeThat(keepsEachExecution()).isTrue();
        String testCase = testCase("Login");
        Publication one = publication(result(testCase, Verdict.PASS));
        Result later =
                new Result(new ResultKey(testCase, DATE.plusSeconds(60)), Verdict.FAIL, Duration.ZERO, "", List.of(0));
        PreparedPublication prepared = tracker().prepare(one);
        prepared.write(creations(one));
        prepared.write(List.of(new Create(later)));

        assertThat(prepared.read())
                .extracting(StoredResult::key)
                .containsExactlyInAnyOrder(one.results().get(0).key(), later.key());
        assertThat(tracker()
                        .prepare(new Publication("GitLab-4712", one.results()))
                        .read())
                .isEmpty();
    }

    @Test
    void holdsAttachmentsWhenItsTrackerDoes() throws Exception {
        PreparedPublication prepared = tracker().prepare(publication(result(testCase("Login"), Verdict.PASS)));

        assertThat(prepared.attachments().isPresent()).isEqualTo(holdsAttachments());
    }

    /** Publishes results, and returns them as they are stored, in the order of the test cases. */
    private List<StoredResult> stored(String... testCases) throws Exception {
        Publication publication = publication(
                Stream.of(testCases).map(id -> result(id, Verdict.FAIL)).toArray(Result[]::new));
        prepared = tracker().prepare(publication);
        prepared.write(creations(publication));
        List<StoredResult> stored = prepared.read();
        return Stream.of(testCases)
                .map(id -> stored.stream()
                        .filter(one -> one.key().testCase().equals(id))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    protected static Upload upload(StoredResult result, String name, byte[] bytes) {
        return new Upload(result, attachment(name, bytes), () -> new ByteArrayInputStream(bytes));
    }

    private static Attachment attachment(String name, byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Attachment(name, bytes.length, HexFormat.of().formatHex(hash), "shop.CartIT.adds");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    protected static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private Map<ResultKey, List<StoredAttachment>> read(List<StoredResult> results) throws Exception {
        return attachments().read(results.stream().collect(Collectors.toMap(Function.identity(), one -> List.of())));
    }

    private Attachments attachments() {
        assumeThat(holdsAttachments()).isTrue();
        return prepared.attachments().orElseThrow();
    }

    @Test
    void holdsEachFileByteForByteOnItsResult() throws Exception {
        List<StoredResult> results = stored(testCase("Login"), testCase("Logout"), testCase("Search"));
        List<Upload> uploads = List.of(
                upload(results.get(0), "output.txt", "log in\r\n\u00e4".getBytes(StandardCharsets.UTF_8)),
                upload(results.get(0), "t\u00e9st [1].png", random(100_001)),
                upload(results.get(1), "output.txt", random(1)));
        Attachments attachments = attachments();

        assertThat(attachments.attach(uploads))
                .hasSize(3)
                .allSatisfy((upload, answer) -> assertThat(answer).isInstanceOf(Applied.class));

        Map<ResultKey, List<StoredAttachment>> read = read(results);
        assertThat(read.getOrDefault(results.get(2).key(), List.of())).isEmpty();
        for (Upload upload : uploads) {
            List<StoredAttachment> same = read.get(upload.result().key()).stream()
                    .filter(one -> one.is(upload.attachment()))
                    .toList();
            assertThat(same).hasSize(1);
            assertThat(same.get(0).sha256()).hasValue(upload.attachment().sha256());
            assertThat(bytes(same.get(0))).isEqualTo(upload.content().open().readAllBytes());
        }
        assertThat(read.values().stream().mapToInt(List::size).sum()).isEqualTo(3);
    }

    @Test
    void doesNotSendWhatCannotBeReadOrHasChanged() throws Exception {
        List<StoredResult> results = stored(testCase("Login"));
        Upload missing = new Upload(results.get(0), attachment("missing.txt", random(5)), () -> {
            throw new NoSuchFileException("missing.txt");
        });
        Upload changed = new Upload(
                results.get(0), attachment("changed.txt", random(5)), () -> new ByteArrayInputStream(new byte[5]));
        Upload cut = new Upload(
                results.get(0), attachment("cut.txt", random(5)), () -> new ByteArrayInputStream(new byte[3]));
        Upload good = upload(results.get(0), "good.txt", random(5));

        Map<Upload, Answer> answers = attachments().attach(List.of(missing, changed, cut, good));

        assertThat(answers.get(missing)).isNotInstanceOfAny(Applied.class, Unknown.class);
        assertThat(answers.get(changed)).isNotInstanceOfAny(Applied.class, Unknown.class);
        assertThat(answers.get(cut)).isNotInstanceOfAny(Applied.class, Unknown.class);
        assertThat(answers.get(good)).isInstanceOf(Applied.class);
        assertThat(read(results).get(results.get(0).key()))
                .extracting(StoredAttachment::name)
                .containsExactly("good.txt");
    }

    @Test
    void removesOneOfTwoThatAreTheSameAndNoneThatIsAlone() throws Exception {
        List<StoredResult> results = stored(testCase("Login"));
        Upload upload = upload(results.get(0), "output.txt", random(50));
        Upload other = upload(results.get(0), "output.txt", random(51));
        attachments().attach(List.of(upload));
        attachments().attach(List.of(upload));
        attachments().attach(List.of(other));
        List<StoredAttachment> before = read(results).get(results.get(0).key());
        assertThat(before).hasSize(3);

        assertThat(attachments().remove(results.get(0), before.get(1))).isInstanceOf(Applied.class);
        assertThat(attachments().remove(results.get(0), before.get(0))).isInstanceOf(Refused.class);
        assertThat(attachments().remove(results.get(0), before.get(2))).isInstanceOf(Refused.class);

        List<StoredAttachment> after = read(results).get(results.get(0).key());
        assertThat(after).containsExactly(before.get(0), before.get(2));
        assertThat(bytes(after.get(0))).isEqualTo(random(50));
    }
}
