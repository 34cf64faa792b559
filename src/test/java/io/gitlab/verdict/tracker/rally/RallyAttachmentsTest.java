package io.gitlab.verdict.tracker.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer.Reply;
import io.gitlab.verdict.http.FaultyServer.Script;
import io.gitlab.verdict.http.FaultyServer.Seen;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Answer.Applied;
import io.gitlab.verdict.tracker.Answer.Forbidden;
import io.gitlab.verdict.tracker.Answer.NotSent;
import io.gitlab.verdict.tracker.Answer.Refused;
import io.gitlab.verdict.tracker.Answer.Unknown;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Attachments.Upload;
import io.gitlab.verdict.tracker.Change.Create;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredAttachment;
import io.gitlab.verdict.tracker.StoredResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Both steps of an upload, and the outcome if one of them fails. */
class RallyAttachmentsTest {
    private static final String CONTENT = "/attachmentcontent/create";
    private static final String ATTACHMENT = "/attachment/create";
    private static final byte[] PICTURE = HexFormat.of()
            .parseHex("89504e470d0a1a0a0000000d4948445200000001000000010806000000"
                    + "1f15c4890000000d49444154789c6364f8cf500f00038601805a347d6b0000000049454e44ae426082");

    @TempDir
    private Path directory;

    private RallyServer server;
    private RallyTracker tracker;
    private PreparedPublication prepared;
    private StoredResult result;

    @BeforeEach
    void start() throws Exception {
        server = RallyServer.start(directory);
        tracker = server.tracker();
        result = store(server.testCase("Login"));
    }

    private StoredResult store(String testCase) throws Exception {
        ResultKey key = new ResultKey(testCase, Instant.parse("2026-11-21T20:15:03Z"));
        Publication publication =
                new Publication("b", List.of(new Result(key, Verdict.FAIL, Duration.ZERO, "", List.of(0))));
        prepared = tracker.prepare(publication);
        prepared.write(List.of(new Create(publication.results().get(0))));
        return prepared.read().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void stop() throws IOException {
        tracker.close();
        server.close();
    }

    private Upload upload(String name, byte[] bytes) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        return new Upload(
                result,
                new Attachment(name, bytes.length, hash, "shop.CartIT.adds"),
                () -> new ByteArrayInputStream(bytes));
    }

    private Attachments attachments() {
        return prepared.attachments().orElseThrow();
    }

    private Answer attach(Upload upload) {
        return attachments().attach(List.of(upload)).get(upload);
    }

    private List<StoredAttachment> held() throws Exception {
        return attachments().read(Map.of(result, List.of())).getOrDefault(result.key(), List.of());
    }

    private int contents() {
        return server.query("attachmentcontent", "(ObjectID > 0)").size();
    }

    /** Answers the first requests to a path with a fault. */
    private void fail(String path, int first, Script fault) {
        int[] seen = {0};
        server.front()
                .script((request, upstream) -> request.uri().contains(path) && seen[0]++ < first
                        ? fault.answer(request, upstream)
                        : Optional.of(upstream.pass(request)));
    }

    private static final Script LOST_AFTER = (seen, upstream) -> {
        upstream.pass(seen);
        return Optional.empty();
    };

    private static final Script CONFLICT = (seen, upstream) -> Optional.of(Reply.json(
            "{\"CreateResult\":{\"Errors\":[\"Concurrency conflict: [Object has been modified]\"],\"Warnings\":[]}}"));

    private List<String> requests() {
        return server.front().seen().stream()
                .filter(seen -> !seen.method().equals("GET"))
                .map(seen -> seen.method() + " "
                        + seen.uri().replaceFirst(".*/v2.0", "").replaceFirst("[?].*", ""))
                .toList();
    }

    @Test
    void sendsContentInOneLineAndThenTheAttachmentThatShowsIt() throws Exception {
        server.front().forget();
        Upload upload = upload("screen.png", PICTURE);

        assertThat(attach(upload)).isInstanceOf(Applied.class);

        assertThat(requests()).containsExactly("POST " + CONTENT, "POST " + ATTACHMENT);
        Seen content = server.front().seen().stream()
                .filter(seen -> seen.uri().contains(CONTENT))
                .findFirst()
                .orElseThrow();
        assertThat(content.body()).doesNotContain("\n", "\r");
        assertThat(content.header("Content-Length"))
                .hasValue(String.valueOf(content.body().length()));
        JsonNode stored = server.query("attachment", "(ObjectID > 0)").get(0);
        assertThat(stored.path("ContentType").asString()).isEqualTo("image/png");
        assertThat(stored.path("Size").asInt()).isEqualTo(PICTURE.length);
        assertThat(stored.path("User").path("_refObjectName").asString()).isEqualTo("Sandbox User");
        assertThat(stored.path("Description").asString())
                .contains(upload.attachment().sha256());
        assertThat(server.bytes(stored.path("ObjectID").asString())).isEqualTo(PICTURE);
    }

    @ParameterizedTest
    @CsvSource({
        "shop.CartIT-output.txt,text/plain,68656c6c6f1b5b33316d",
        "picture.txt,image/png,89504e470d0a1a0a0000000d49484452",
        "trace.zip,application/zip,504b03040a0000000000",
        "page.html,text/html,3c68746d6c3e",
        "what,application/octet-stream,00010203"
    })
    void tellsTheKindOfAFileByItsContentAndThenByItsName(String name, String type, String bytes) throws Exception {
        attach(upload(name, HexFormat.of().parseHex(bytes)));

        assertThat(server.query("attachment", "(ObjectID > 0)")
                        .get(0)
                        .path("ContentType")
                        .asString())
                .isEqualTo(type);
    }

    @Test
    void attachesNothingWhenTheAnswerToTheContentIsLostAndTellsOfTheOrphan() throws Exception {
        fail(CONTENT, 1, LOST_AFTER);
        Upload upload = upload("a.txt", new byte[] {1, 2, 3});

        assertThat(attach(upload)).isInstanceOf(NotSent.class);
        assertThat(held()).isEmpty();
        assertThat(attach(upload)).isInstanceOf(Applied.class);

        assertThat(held()).hasSize(1);
        assertThat(contents()).isEqualTo(2);
        assertThat(prepared.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("up to 1 attachments that no result shows");
    }

    @Test
    void usesTheContentAgainWhenTheAttachmentIsNotThereAfterALostAnswer() throws Exception {
        fail(ATTACHMENT, 1, (seen, upstream) -> Optional.empty());
        Upload upload = upload("a.txt", new byte[] {1, 2, 3});

        assertThat(attach(upload)).isInstanceOf(Unknown.class);
        assertThat(held()).isEmpty();
        assertThat(attach(upload)).isInstanceOf(Applied.class);

        assertThat(held()).hasSize(1);
        assertThat(contents()).isEqualTo(1);
        assertThat(prepared.findings()).isEmpty();
    }

    @Test
    void seesTheAttachmentWhoseAnswerWasLost() throws Exception {
        fail(ATTACHMENT, 1, LOST_AFTER);
        Upload upload = upload("a.txt", new byte[] {1, 2, 3});

        assertThat(attach(upload)).isInstanceOf(Unknown.class);

        assertThat(held()).singleElement().matches(one -> one.is(upload.attachment()));
        assertThat(contents()).isEqualTo(1);
        assertThat(prepared.findings()).isEmpty();
    }

    @Test
    void doesNotKnowWhatBecameOfAnAttachmentThatMeetsA503() throws Exception {
        fail(ATTACHMENT, 1, (seen, upstream) -> Optional.of(Reply.html(503, "Service Unavailable")));

        assertThat(attach(upload("a.txt", new byte[] {1}))).isInstanceOf(Unknown.class);
    }

    @Test
    void deletesTheContentOfAnAttachmentThatIsRefused() throws Exception {
        fail(ATTACHMENT, 1, CONFLICT);
        Upload upload = upload("a.txt", new byte[] {1, 2, 3});

        assertThat(attach(upload)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.worthRetrying()).isTrue();
            assertThat(refused.reason()).contains("Concurrency conflict");
        });
        assertThat(contents()).isZero();
        assertThat(attach(upload)).isInstanceOf(Applied.class);
        assertThat(contents()).isEqualTo(1);
        assertThat(prepared.findings()).isEmpty();
    }

    @Test
    void neverDeletesAContentThatAnUnseenAttachmentMayShow() throws Exception {
        int[] sent = {0};
        fail(ATTACHMENT, 2, (seen, upstream) -> (sent[0]++ == 0 ? LOST_AFTER : CONFLICT).answer(seen, upstream));
        Upload upload = upload("a.txt", new byte[] {1, 2, 3});

        assertThat(attach(upload)).isInstanceOf(Unknown.class);
        assertThat(attach(upload)).isInstanceOf(Refused.class);

        assertThat(requests()).noneMatch(request -> request.startsWith("DELETE"));
        assertThat(held())
                .singleElement()
                .satisfies(one -> assertThat(server.bytes(one.reference())).hasSize(3));
    }

    @Test
    void tellsOfAContentThatItCouldNotDelete() throws Exception {
        fail("/attachment", 100, (seen, upstream) -> {
            if (seen.method().equals("DELETE")) {
                return Optional.empty();
            }
            return seen.uri().contains(ATTACHMENT) ? CONFLICT.answer(seen, upstream) : Optional.of(upstream.pass(seen));
        });

        attach(upload("a.txt", new byte[] {1, 2, 3}));

        assertThat(prepared.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.INFO);
            assertThat(finding.message()).contains("up to 1 attachments");
        });
    }

    @Test
    void sendsNothingThatTheSubscriptionDoesNotAllow() throws Exception {
        long subscription = server.query("subscription", "(ObjectID > 0)")
                .get(0)
                .path("ObjectID")
                .asLong();
        server.update(
                "subscription",
                subscription,
                Map.of(
                        "AttachmentFilenameExtensionWhitelist",
                        "txt,png",
                        "AttachmentFilenameExtensionWhitelistEnabled",
                        true));
        server.front().forget();
        Upload log = upload("run.log", new byte[] {1});
        Upload text = upload("run.TXT", new byte[] {1});

        Map<Upload, Answer> answers = attachments().attach(List.of(log, text));

        assertThat(answers.get(log)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.worthRetrying()).isFalse();
            assertThat(refused.reason()).contains("\"log\"", "png, txt");
        });
        assertThat(answers.get(text)).isInstanceOf(Applied.class);
        assertThat(requests()).hasSize(2);
    }

    @Test
    void sendsNoEmptyFileAndNoneThatIsTooLarge() throws Exception {
        Attachment large = new Attachment("core.dmp", 50_000_001, "0".repeat(64), "shop.CartIT.adds");
        server.front().forget();

        assertThat(attach(upload("empty.txt", new byte[0]))).isInstanceOf(Refused.class);
        assertThat(attach(new Upload(result, large, InputStream::nullInputStream)))
                .isEqualTo(new Refused("it has 50000001 bytes; Rally accepts at most 50000000", false));
        assertThat(requests()).isEmpty();
    }

    @Test
    void refusesForGoodWhatRallyRefusesForGood() throws Exception {
        server.delete("testcaseresult", Long.parseLong(result.reference()));

        assertThat(attach(upload("a.txt", new byte[] {1})))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.worthRetrying()).isFalse());
        assertThat(contents()).isZero();
    }

    @Test
    void sendsNoMoreWhenTheKeyIsRefusedOrNoAnswerComes() throws Exception {
        List<Upload> uploads = IntStream.range(0, 9)
                .mapToObj(i -> {
                    try {
                        return upload("a" + i + ".txt", new byte[] {1});
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        fail(CONTENT, 1, (seen, upstream) -> Optional.of(Reply.html(401, "expired")));
        assertThat(attachments().attach(uploads).values())
                .hasSize(9)
                .allSatisfy(answer -> assertThat(((Forbidden) answer).reason()).contains("API key"));

        fail(CONTENT, 100, (seen, upstream) -> Optional.empty());
        Map<Upload, Answer> answers = attachments().attach(uploads);
        assertThat(answers.values().stream().filter(NotSent.class::isInstance)).hasSize(9);
        assertThat(prepared.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("up to 3 attachments"));
    }

    @Test
    void knowsAnAttachmentWithoutAFingerprintByNameAndSize() throws Exception {
        long content = server.create("attachmentcontent", Map.of("Content", "aGVsbG8="));
        server.create(
                "attachment",
                Map.of(
                        "TestCaseResult",
                        "/testcaseresult/" + result.reference(),
                        "Content",
                        "/attachmentcontent/" + content,
                        "Name",
                        "by-hand.txt",
                        "ContentType",
                        "text/plain",
                        "Size",
                        5));

        assertThat(held()).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("by-hand.txt");
            assertThat(one.size()).isEqualTo(5);
            assertThat(one.sha256()).isEmpty();
        });
        assertThat(attachments().remove(result, held().get(0))).isInstanceOf(Refused.class);
    }

    @Test
    void takesAListThatIsTooLargeForNoOutage() {
        fail("/attachment?", 100, (seen, upstream) -> Optional.of(Reply.json("x".repeat(17 * 1024 * 1024))));
        server.front().forget();

        assertThatThrownBy(this::held)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("read the attachments of the build")
                .hasMessageContaining("larger than 16777216 bytes");
        assertThat(server.front().seen()).hasSize(1);
    }

    @Test
    void readsTheAttachmentsOfManyResultsWithOneRequest() throws Exception {
        attach(upload("a.txt", new byte[] {1}));
        List<StoredResult> results = new ArrayList<>(List.of(result));
        for (int i = 0; i < 20; i++) {
            results.add(store(server.testCase("Case " + i)));
        }
        server.front().forget();

        assertThat(attachments()
                        .read(results.stream().collect(Collectors.toMap(Function.identity(), one -> List.of()))))
                .containsOnlyKeys(result.key());
        assertThat(server.front().seen()).hasSize(1);
    }
}
