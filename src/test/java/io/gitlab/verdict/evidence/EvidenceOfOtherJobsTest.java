package io.gitlab.verdict.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.evidence.EvidenceSettings.Executions;
import io.gitlab.verdict.evidence.EvidenceSettings.Source;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.output.PublicationFiles;
import io.gitlab.verdict.report.StaleReports;
import io.gitlab.verdict.report.publications.CollectedPublications;
import io.gitlab.verdict.time.FakeTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the evidence of a test job, through its publication.json, to the attachments of the publishing job. */
class EvidenceOfOtherJobsTest {
    private static final ResolvedRun NOTHING = new ResolvedRun(0, List.of(), List.of());
    private static final String TRACE =
            "java.lang.AssertionError: no" + "\n\tat shop.CartIT.adds(CartIT.java:4)".repeat(40);

    @TempDir
    private Path project;

    private static EvidenceCollector collector(Path top) {
        return new EvidenceCollector(
                new EvidenceSettings(Executions.FAILED, Set.of(Source.values()), List.of(), 1 << 20, 20, 100),
                new EvidenceDirectories(
                        top, Map.of(), Map.of("", List.of(top.resolve("target"))), Optional.empty(), List.of()),
                Redaction.of(Map.of(), Set.of(), Stream.empty(), List.of()),
                path -> Optional.empty());
    }

    /** Each job has its directory, which is the one that its artifacts are extracted to. */
    private Path publication(String job) throws Exception {
        Path top = Files.createDirectories(project.resolve(job));
        Files.createDirectories(top.resolve("target"));
        Files.writeString(top.resolve("target/cart.png"), "picture of " + job);
        Files.writeString(top.resolve("target/shop.CartIT-output.txt"), "output of " + job);
        ResolvedRun run = new ResolvedRun(
                1,
                List.of(Failed.resolution("TC1", "shop.CartIT", "adds", TRACE, List.of("target/cart.png"))),
                List.of());
        PublicationFiles.write(
                top.resolve("target/verdict"),
                PublicationReport.of("rally", "B1", Failed.DATE, new CiRun("", job, List.of()))
                        .dryRun(true)
                        .resolutions(collector(top).prepare(run).resolutions())
                        .build());
        return top.resolve("target/verdict/publication.json");
    }

    @Test
    void arriveWithTheWholeStackTraceOrAreNamed() throws Exception {
        Path chrome = publication("chrome");
        Path firefox = publication("firefox");
        Files.delete(project.resolve("firefox/target/cart.png"));
        EvidenceCollector publishing = collector(project);

        ResolvedRun run = publishing.prepare(
                new CollectedPublications(List.of(chrome, firefox), Optional.empty(), StaleReports.SKIP)
                        .addTo(NOTHING));

        try (DirectoryOutbox outbox = new DirectoryOutbox(project.resolve(".verdict/outbox"));
                Spool spool = outbox.spool()) {
            CollectedEvidence collected = publishing.collect(
                    List.of(Failed.result("TC1", 0, 1)),
                    run.resolutions(),
                    (result, execution) -> false,
                    spool,
                    new FakeTime().deadline(Duration.ofMinutes(10)));
            assertThat(collected.attachments().get(Failed.result("TC1").key()))
                    .extracting("name", "execution", "size")
                    .map(Object::toString)
                    .satisfiesExactly(
                            one -> assertThat(one)
                                    .startsWith("(\"CartIT.adds-stack-trace.txt\", \"shop.CartIT.adds (chrome)\""),
                            one -> assertThat(one)
                                    .isEqualTo("(\"CartIT.adds-cart.png\", \"shop.CartIT.adds (chrome)\", 17L)"),
                            one -> assertThat(one).contains("shop.CartIT-output.txt", "(chrome)", "16L"),
                            one -> assertThat(one).contains("stack-trace", "(firefox)"),
                            one -> assertThat(one).contains("shop.CartIT-output", "(firefox)", "17L"));
            assertThat(collected.findings())
                    .singleElement()
                    .extracting(Finding::message)
                    .asString()
                    .startsWith("Evidence of TC1 left out: target/cart.png, listed in " + firefox);
        }
        assertThat(run.resolutions())
                .allSatisfy(
                        one -> assertThat(StackTraceText.of(one.execution())).contains(TRACE));
    }

    private CollectedEvidence collect(EvidenceCollector publishing, Path... publications) throws Exception {
        ResolvedRun run = publishing.prepare(
                new CollectedPublications(List.of(publications), Optional.empty(), StaleReports.SKIP).addTo(NOTHING));
        try (DirectoryOutbox outbox = new DirectoryOutbox(project.resolve(".verdict/outbox"));
                Spool spool = outbox.spool()) {
            return publishing.collect(
                    List.of(Failed.result("TC1", 0)),
                    run.resolutions(),
                    (result, execution) -> true,
                    spool,
                    new FakeTime().deadline(Duration.ofMinutes(10)));
        }
    }

    @Test
    void areNotReplacedByFilesOfThisJobsOwnTests() throws Exception {
        Path job = publication("chrome");
        Files.writeString(job, Files.readString(job).replaceAll("(?s)\"evidence\" : \\[.*?\\]", "\"evidence\" : []"));
        Files.createDirectories(project.resolve("target"));
        Files.writeString(project.resolve("target/shop.CartIT-output.txt"), "output of this job");
        Files.writeString(project.resolve("target/shop.CartIT-chrome-output.txt"), "output of this job");

        assertThat(collect(collector(project), job).attachments()).isEmpty();
    }
}
