package io.gitlab.verdict.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.evidence.EvidenceSettings.Executions;
import io.gitlab.verdict.evidence.EvidenceSettings.Source;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.FakeTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCollectorTest {
    private static final int MAX = 64 << 10;

    @TempDir
    private Path top;

    private final FakeTime time = new FakeTime();
    private final Deadline deadline = time.deadline(Duration.ofMinutes(10));
    private boolean notesHoldTraces = true;
    private final Map<String, byte[]> sent = new HashMap<>();

    private Path file(String name, String content) throws IOException {
        Path file = top.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private EvidenceCollector collector(String... patterns) {
        return new EvidenceCollector(
                new EvidenceSettings(Executions.FAILED, Set.of(Source.values()), List.of(patterns), MAX, 4, 100),
                new EvidenceDirectories(
                        top, Map.of(), Map.of("", List.of(top.resolve("reports"))), Optional.empty(), List.of()),
                Redaction.of(Map.of("CI_TOKEN", "s3cr3t-value"), Set.of(), Stream.empty(), List.of()),
                path -> path.toString().contains("traces")
                        ? Optional.of(URI.create("https://gitlab.example/-/jobs/1/artifacts/file/trace.zip"))
                        : Optional.empty());
    }

    private CollectedEvidence collect(List<Result> results, List<Resolution> resolutions, String... patterns)
            throws IOException {
        EvidenceCollector collector = collector(patterns);
        try (Outbox outbox = new DirectoryOutbox(top.resolve(".verdict/outbox"));
                Spool spool = outbox.spool()) {
            CollectedEvidence collected = collector.collect(
                    results,
                    collector
                            .prepare(new ResolvedRun(1, resolutions, List.of()))
                            .resolutions(),
                    (result, execution) ->
                            notesHoldTraces && result.executions().size() == 1,
                    spool,
                    deadline);
            OutboxEntry entry = new OutboxEntry(Failed.DATE, "rally", Map.of(), new Publication("b", List.of()))
                    .withFiles(spool.name());
            for (List<Attachment> ofResult : collected.attachments().values()) {
                for (Attachment one : ofResult) {
                    sent.put(one.name(), outbox.open(entry, one).orElseThrow().readAllBytes());
                }
            }
            return collected;
        }
    }

    private String text(String name) {
        return new String(sent.get(name), StandardCharsets.UTF_8);
    }

    @Test
    void bringsToEachResultTheFilesOfItsOwnExecutionsNamedByThem() throws Exception {
        file("a.png", "A");
        file("b.png", "B");
        file("reports/shop.OtherIT-output.txt", "said s3cr3t-value");
        List<Resolution> resolutions = List.of(
                Failed.resolution("TC1", "shop.CartIT", "adds()", "at x", List.of("a.png")),
                Failed.resolution("TC1", "shop.OtherIT", "pays()", "at x", List.of("b.png")),
                Failed.resolution("TC2", "shop.CartIT", "sells()", "at x", List.of("b.png")));

        CollectedEvidence collected =
                collect(List.of(Failed.result("TC1", 0, 1), Failed.result("TC2", 2)), resolutions);

        assertThat(collected.attachments().get(Failed.result("TC1").key()))
                .extracting(Attachment::name)
                .containsExactly(
                        "CartIT.adds()-stack-trace.txt",
                        "CartIT.adds()-a.png",
                        "OtherIT.pays()-stack-trace.txt",
                        "OtherIT.pays()-b.png");
        assertThat(collected.attachments().get(Failed.result("TC2").key()))
                .singleElement()
                .isEqualTo(new Attachment(
                        "b.png",
                        1,
                        "df7e70e5021544f4834bbee64a9e3789febc4be81470df629cad6ddb03320a5c",
                        "shop.CartIT.sells()"));
        assertThat(collected.notAttached()).extracting("reason").asString().contains("<attachmentsPerResult> (4)");
    }

    @Test
    void masksSecretsInTextsAndLeavesBinaryFilesAlone() throws Exception {
        file("reports/shop.CartIT-output.txt", "\u00E4 said s3cr3t-value\r\n");
        byte[] binary = "\0s3cr3t-value".getBytes(StandardCharsets.UTF_8);
        Files.write(top.resolve("a.bin"), binary);
        byte[] latin1 = "\u00E4 password=hunter22\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(top.resolve("old.log"), latin1);
        Files.write(top.resolve("wide.log"), "\uFEFFsaid s3cr3t-value".getBytes(StandardCharsets.UTF_16LE));

        collect(
                List.of(Failed.result("TC1", 0)),
                List.of(Failed.resolution("TC1", List.of("a.bin", "old.log", "wide.log"))));

        assertThat(text("shop.CartIT-output.txt")).isEqualTo("\u00E4 said ***\r\n");
        assertThat(sent.get("a.bin")).isEqualTo(binary);
        assertThat(sent.get("old.log")).isEqualTo("\u00E4 password=***\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(sent.get("wide.log")).isEqualTo("\uFEFFsaid ***".getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void leavesOutAndNamesWhatWouldUseTheTimeForTheResults() throws Exception {
        file("late.log", "x");
        time.sleep(Duration.ofMinutes(6));

        CollectedEvidence collected =
                collect(List.of(Failed.result("TC1", 0)), List.of(Failed.resolution("TC1", List.of("late.log"))));

        assertThat(sent).isEmpty();
        assertThat(collected.findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("late.log").contains("<deadline> of 600 s"));
    }

    @Test
    void compressesATextWhenThatMakesItFitAndLinksTheRest() throws Exception {
        file("big.log", "line\n".repeat(MAX));
        Files.createDirectories(top.resolve("traces"));
        byte[] noise = new byte[MAX + 1];
        new Random(1).nextBytes(noise);
        Files.write(top.resolve("traces/trace.zip"), noise);
        Files.write(top.resolve("local.zip"), noise);

        CollectedEvidence collected = collect(
                List.of(Failed.result("TC1", 0)),
                List.of(Failed.resolution("TC1", List.of("big.log", "traces/trace.zip", "local.zip"))));

        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(sent.get("big.log.gz"))).readAllBytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo("line\n".repeat(MAX));
        assertThat(collected.links().get(Failed.result("TC1").key()))
                .containsExactly(
                        "trace.zip (64.0 KB): https://gitlab.example/-/jobs/1/artifacts/file/trace.zip"
                                + " (expires with the job's artifacts)",
                        "local.zip (64.0 KB): too large to attach, kept as local.zip");
        assertThat(collected.notAttached()).extracting("state").containsExactly(State.LINKED, State.LINKED);
    }

    @Test
    void findsFilesByClassMethodAndTestCase() throws Exception {
        file("shots/shop.CartIT.adds-1.png", "1");
        file("shots/shop.CartIT.addsMore-1.png", "other");
        file("selenide/shop/CartIT/adds/1.png", "2");
        file("cases/TC1/[x].txt", "3");

        CollectedEvidence collected = collect(
                List.of(Failed.result("TC1", 0)),
                List.of(Failed.resolution("TC1", List.of())),
                "shots/{class}.{method}-*.png",
                "selenide/{class}/{method}/*",
                "cases/{testCase}/*");

        assertThat(collected.attachments().values().iterator().next())
                .extracting(Attachment::name)
                .containsExactly("shop.CartIT.adds-1.png", "1.png", "[x].txt");
    }

    @Test
    void leavesOutWhatNoFileSystemCanNameAndGoesOn() throws Exception {
        file("shots/pays()/1.png", "1");

        CollectedEvidence collected = collect(
                List.of(Failed.result("TC1", 0), Failed.result("TC2", 1)),
                List.of(
                        Failed.resolution("TC1", "shop.CartIT", "pays \0", "at x", List.of()),
                        Failed.resolution("TC2", "shop.CartIT", "pays()", "at x", List.of())),
                "shots/{method}/*");

        assertThat(collected.attachments().get(Failed.result("TC2").key()))
                .extracting(Attachment::name)
                .containsExactly("1.png");
        assertThat(collected.findings())
                .extracting("message")
                .containsExactly(
                        "Evidence left out, because it has a name that this JVM cannot open; set LC_ALL=C.UTF-8:"
                                + " shots/pays  /*.");
    }

    @Test
    void saysWhyAFileIsLeftOut() throws Exception {
        Files.createDirectories(top.resolve("a/target"));
        CollectedEvidence collected = collect(
                List.of(Failed.result("TC1", 0)),
                List.of(Failed.resolution(
                        "TC1",
                        "shop.CartIT",
                        "pays()",
                        "at x",
                        List.of("a/target", "http://evil/x.png", "gone1.png", "gone2.png"))));

        assertThat(collected.findings())
                .extracting("message")
                .contains(
                        "Evidence left out, because it is not a regular file: a/target.",
                        "Evidence left out, because it is an address, which is never opened; name a file: http://evil/x.png.")
                .anyMatch(
                        text -> text.toString().startsWith("Evidence left out, because it does not exist: gone1.png"));
    }

    @Test
    void attachesWhatAReportHoldsInlineWithSecretsMasked() throws Exception {
        EvidenceStore store = new EvidenceStore(top.resolve("target/verdict/evidence"), 1 << 20);
        store.begin();
        EvidenceFile log = store.store(
                        "log.txt", new ByteArrayInputStream("s3cr3t-value".getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
        EvidenceFile secret =
                store.store("id_rsa", new ByteArrayInputStream(new byte[] {1})).orElseThrow();
        Resolution failed = Failed.resolution("TC1", List.of());
        Resolution withFiles = failed.of(failed.execution().withEvidence(List.of(log, secret)));

        CollectedEvidence collected = collect(List.of(Failed.result("TC1", 0)), List.of(withFiles));

        assertThat(text("log.txt")).isEqualTo("***");
        assertThat(collected.notAttached())
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).contains("typical of secrets"));
        assertThat(collector()
                        .prepare(new ResolvedRun(1, List.of(withFiles), List.of()))
                        .resolutions()
                        .get(0)
                        .execution()
                        .evidence()
                        .get(0)
                        .path())
                .isEqualTo("target/verdict/evidence/1/log.txt");
    }

    @Test
    void namesAPatternThatDidNotSeeEveryDirectory() throws Exception {
        file("target/" + "d/".repeat(12) + "deep.png", "x");
        file("target/a.png", "x");
        ResolvedRun run = collector("target/**/*.png")
                .prepare(new ResolvedRun(1, List.of(Failed.resolution("TC1", List.of())), List.of()));
        assertThat(run.resolutions().get(0).execution().evidence())
                .extracting(EvidenceFile::path)
                .containsExactly("target/a.png");
        assertThat(run.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("too deep"));
    }

    @Test
    void sendsFilesOfTheSameContentUnderEachOfTheirNames() throws Exception {
        file("expected.png", "same");
        file("actual.png", "same");

        CollectedEvidence collected = collect(
                List.of(Failed.result("TC1", 0)),
                List.of(Failed.resolution("TC1", List.of("expected.png", "actual.png", "actual.png"))));

        assertThat(collected.attachments().get(Failed.result("TC1").key()))
                .extracting(Attachment::name)
                .containsExactly("expected.png", "actual.png");
    }

    @Test
    void cutsALongNameBetweenCharacters() throws Exception {
        String smile = "\uD83D\uDE00";
        file("a" + smile.repeat(60), "A");

        CollectedEvidence collected = collect(
                List.of(Failed.result("TC1", 0)), List.of(Failed.resolution("TC1", List.of("a" + smile.repeat(60)))));

        assertThat(collected.attachments().get(Failed.result("TC1").key()))
                .extracting(Attachment::name)
                .containsExactly("a" + smile.repeat(59));
    }

    @Test
    void attachesAStackTraceThatTheNotesDoNotHold() throws Exception {
        notesHoldTraces = false;

        collect(List.of(Failed.result("TC1", 0)), List.of(Failed.resolution("TC1", List.of())));

        assertThat(text("stack-trace.txt")).contains("at shop.CartIT.adds(CartIT.java:4)");
    }

    private static Resolution ofOtherJob(String testCase, Path publication, EvidenceFile... files) {
        Resolution resolution = Failed.resolution(testCase, List.of());
        return resolution.of(resolution
                .execution()
                .withEvidence(Stream.of(files)
                        .map(file ->
                                new EvidenceFile(file.path(), file.size(), file.testCase(), Optional.of(publication)))
                        .toList()));
    }

    private static EvidenceFile listed(String path, long size) {
        return new EvidenceFile(path, OptionalLong.of(size), Optional.empty(), Optional.empty());
    }

    @Test
    void attachesFilesOfOtherJobsFromBesideTheirPublicationOrFromTheProject() throws Exception {
        Path copied = file("found/firefox/publication.json", "{}");
        file("found/firefox/target/cart.png", "firefox");
        Path inPlace = file("found/chrome/target/verdict/publication.json", "{}");
        file("found/chrome/target/cart.png", "chromium");
        file("target/cart.png", "last one");
        file("target/pay.png", "pay");

        CollectedEvidence collected = collect(
                List.of(Failed.result("TC1", 0)),
                List.of(ofOtherJob("TC1", copied, listed("target/cart.png", 7), listed("target/pay.png", 3))));

        assertThat(collected.findings()).isEmpty();
        assertThat(text("cart.png")).isEqualTo("firefox");
        assertThat(text("pay.png")).isEqualTo("pay");

        collect(List.of(Failed.result("TC2", 0)), List.of(ofOtherJob("TC2", inPlace, listed("target/cart.png", 8))));

        assertThat(text("cart.png")).isEqualTo("chromium");
    }

    @Test
    void namesFilesOfOtherJobsThatAreNotHereOrWereOverwrittenByResult() throws Exception {
        Path publication = file("found/1/publication.json", "{}");
        file("target/overwritten.png", "of another job");

        CollectedEvidence collected = collect(
                List.of(Failed.result("TC1", 0), Failed.result("TC2", 1)),
                List.of(
                        ofOtherJob("TC1", publication, listed("target/overwritten.png", 3), listed("target/a.png", 1)),
                        ofOtherJob("TC2", publication, listed("target/b.png", 1))));

        assertThat(collected.attachments()).isEmpty();
        assertThat(collected.findings())
                .extracting("message")
                .satisfiesExactly(
                        one -> assertThat(one.toString())
                                .startsWith("Evidence of TC1 left out: target/overwritten.png, target/a.png, listed in")
                                .contains("1/publication.json"),
                        one -> assertThat(one.toString()).startsWith("Evidence of TC2 left out: target/b.png, listed"));
        assertThat(collected.notAttached()).extracting("name").containsExactly("overwritten.png", "a.png", "b.png");
    }

    @Test
    void listsForOtherJobsEveryFileOfAFailedExecution() throws Exception {
        file("mod/a.png", "A");
        file("reports/shop.CartIT-output.txt", "said");
        file("cases/TC2.txt", "case");
        Resolution resolution = Failed.resolution("TC1", List.of("mod/a.png", "gone.png"));
        Resolution both =
                new Resolution(resolution.execution(), List.of("TC1", "TC2"), resolution.rule(), resolution.trials());

        ResolvedRun prepared = collector("cases/{testCase}.txt").prepare(new ResolvedRun(1, List.of(both), List.of()));

        assertThat(prepared.resolutions().get(0).execution().evidence())
                .containsExactly(
                        listed("mod/a.png", 1),
                        EvidenceFile.named("gone.png"),
                        new EvidenceFile("cases/TC2.txt", OptionalLong.of(4), Optional.of("TC2"), Optional.empty()),
                        listed("reports/shop.CartIT-output.txt", 4));
    }

    /** Runs in a JVM of 32 MB: prints the state of a trace of 500 MB. */
    public static void main(String[] args) throws Exception {
        EvidenceCollectorTest test = new EvidenceCollectorTest();
        test.top = Path.of(args[0]);
        CollectedEvidence collected =
                test.collect(List.of(Failed.result("TC1", 0)), List.of(Failed.resolution("TC1", List.of(args[1]))));
        System.out.print(collected.notAttached().get(0).state().text() + " "
                + collected.links().values());
    }

    @Test
    void linksATraceOf500MegabytesInASmallHeap() throws Exception {
        try (RandomAccessFile trace =
                new RandomAccessFile(top.resolve("trace.bin").toFile(), "rw")) {
            trace.setLength(500L << 20);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EvidenceCollectorTest.class.getName(),
                        top.toString(),
                        "trace.bin")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("linked [[trace.bin (500.0 MB): too large to attach, kept as trace.bin]]");
    }
}
