package io.gitlab.verdict.report.publications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.output.PublicationFiles;
import io.gitlab.verdict.report.StaleReports;
import io.gitlab.verdict.report.StaleReportsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectedPublicationsTest {
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03.120Z");
    private static final ResolvedRun NOTHING = new ResolvedRun(0, List.of(), List.of());

    @TempDir
    Path directory;

    private static Resolution resolution(String variant, Outcome outcome, Problem... problems) {
        TestExecution execution = TestExecution.of(
                        new ReportedTest("shop-web", variant, "", "shop.CartTest", "adds(int)[1]"),
                        Ending.of(outcome, problems),
                        DATE)
                .withDuration(Duration.ofMillis(12));
        return new Resolution(
                execution, List.of("TC1", "TC2"), Rule.ANNOTATION, List.of(new RuleTrial(Rule.ANNOTATION, "@Tag")));
    }

    private static Resolution listed(Path publication, Resolution resolution) {
        TestExecution one = resolution.execution();
        return resolution.of(new TestExecution(
                one.test(), one.ending(), one.date(), one.duration(), one.evidence(), Optional.of(publication)));
    }

    private Path job(String name, String variant, List<Finding> findings, Resolution... resolutions)
            throws IOException {
        PublicationReport report = PublicationReport.of(
                        "rally", "GitLab-4711", DATE, new CiRun("90210", variant, List.of()))
                .id("id")
                .dryRun(true)
                .reportFiles(3)
                .resolutions(List.of(resolutions))
                .findings(findings)
                .build();
        PublicationFiles.write(directory.resolve(name), report);
        return directory.resolve(name).resolve(PublicationFiles.PUBLICATION_JSON);
    }

    private static CollectedPublications jobs(Path... files) {
        return new CollectedPublications(List.of(files), Optional.empty(), StaleReports.SKIP);
    }

    @Test
    void takesTheExecutionsOfOtherJobsDistinguishedByVariant() throws Exception {
        Problem failure = new Problem(Problem.Kind.FAILURE, "AssertionError", "expected 1", "at shop.CartTest");
        Path first = job("1", "1/2", List.of(), resolution("", Outcome.PASSED));
        Path second = job("2", "2/2", List.of(), resolution("firefox", Outcome.FAILED, failure));

        ResolvedRun run = jobs(first, second).addTo(NOTHING);

        assertThat(run.reportFiles()).isEqualTo(6);
        assertThat(run.resolutions())
                .containsExactly(
                        listed(first, resolution("1/2", Outcome.PASSED)),
                        listed(second, resolution("firefox, 2/2", Outcome.FAILED, failure)));
    }

    @Test
    void takesAFileThatWasCollectedTwiceOnce() throws Exception {
        Path file = job("1", "1/2", List.of(), resolution("", Outcome.PASSED));
        Path copy = Files.copy(file, directory.resolve("copy.json"));

        assertThat(jobs(file, copy).addTo(NOTHING).resolutions()).hasSize(1);
    }

    @Test
    void addsToThisJobsExecutionsAndPassesOnErrorsOfOtherJobs() throws Exception {
        ResolvedRun own = new ResolvedRun(1, List.of(resolution("own", Outcome.PASSED)), List.of());
        Path file = job(
                "1",
                "",
                List.of(Finding.warning("row x matches no test"), Finding.error("TEST-x.xml is damaged")),
                resolution("", Outcome.PASSED));

        ResolvedRun run = jobs(file).addTo(own);

        assertThat(run.resolutions()).hasSize(2);
        assertThat(run.findings()).containsExactly(Finding.error("TEST-x.xml is damaged"));
    }

    @Test
    void dropsTheErrorThatOneJobHasNoTestCasesAndKeepsWhatIsUnchecked() throws Exception {
        Resolution unresolved =
                new Resolution(resolution("", Outcome.PASSED).execution(), List.of(), Rule.NONE, List.of(), true);
        Finding noneResolved = new ResolvedRun(1, List.of(unresolved), List.of())
                .noneResolved()
                .orElseThrow();
        Path file = job("1", "", List.of(noneResolved), unresolved);

        ResolvedRun run = jobs(file).addTo(new ResolvedRun(1, List.of(resolution("", Outcome.PASSED)), List.of()));

        assertThat(run.findings()).isEmpty();
        assertThat(run.resolutions()).extracting(Resolution::unchecked).containsExactly(false, true);
    }

    @Test
    void namesAFileThatCannotBeReadAndTakesTheOthers() throws Exception {
        Path good = job("1", "", List.of(), resolution("", Outcome.PASSED));
        Path text = Files.writeString(
                directory.resolve("bad.json"), Files.readString(good).substring(0, 700));
        Path outcome = Files.writeString(
                directory.resolve("outcome.json"), Files.readString(good).replace("\"passed\"", "\"magic\""));

        ResolvedRun run =
                jobs(text, outcome, directory.resolve("none.json"), good).addTo(NOTHING);

        assertThat(run.resolutions()).hasSize(1);
        assertThat(run.findings())
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.ERROR, Finding.Severity.ERROR, Finding.Severity.ERROR);
        assertThat(run.findings().toString()).contains("bad.json", "outcome.json", "none.json");
    }

    @Test
    void leavesOutWhatAnEarlierPipelineLeft() throws Exception {
        Path old = job("1", "", List.of(), resolution("", Outcome.PASSED));
        Optional<Instant> later = Optional.of(DATE.plusSeconds(1));

        ResolvedRun skipped = new CollectedPublications(List.of(old), later, StaleReports.SKIP).addTo(NOTHING);

        assertThat(skipped.resolutions()).isEmpty();
        assertThat(skipped.findings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("1/publication");
        assertThat(new CollectedPublications(List.of(old), later, StaleReports.PUBLISH)
                        .addTo(NOTHING)
                        .resolutions())
                .hasSize(1);
        assertThatExceptionOfType(StaleReportsException.class)
                .isThrownBy(() -> new CollectedPublications(List.of(old), later, StaleReports.FAIL).addTo(NOTHING));
    }

    private Path altered(String name, Path good, String text, String other) throws IOException {
        assertThat(Files.readString(good)).contains(text);
        return Files.writeString(directory.resolve(name), Files.readString(good).replace(text, other));
    }

    @Test
    void namesAFileWhoseDatesOrCountsCannotBe() throws Exception {
        Path good = job("1", "", List.of(), resolution("", Outcome.PASSED));
        Path far = altered("far.json", good, "2026-11-21T20:15:03.120Z", "+1000000000-12-31T23:59:59Z");
        Path early = altered("early.json", good, "2026-11-21T20:15:03.120Z", "-1000000000-01-01T00:00:00Z");
        Path count = altered("count.json", good, "\"reportFiles\" : 3", "\"reportFiles\" : -3");

        ResolvedRun run = jobs(far, early, count, good).addTo(NOTHING);

        assertThat(run.resolutions()).hasSize(1);
        assertThat(run.findings())
                .extracting(Finding::message)
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).contains("far.json is damaged"),
                        one -> assertThat(one).contains("early.json is damaged"),
                        one -> assertThat(one).contains("count.json is damaged"));
    }

    @Test
    void leavesOutADurationThatNoTestHas() throws Exception {
        Path good = job("1", "", List.of(), resolution("", Outcome.PASSED));

        for (String nonsense : List.of("1e300", "-5", "\"Infinity\"", "\"NaN\"")) {
            Path file = altered("strange.json", good, "\"duration\" : 0.012", "\"duration\" : " + nonsense);
            assertThat(jobs(file).addTo(NOTHING).resolutions())
                    .singleElement()
                    .satisfies(one -> assertThat(one.execution().duration()).isEmpty());
        }
    }

    @Test
    void countsReportFilesWithoutOverflow() throws Exception {
        Path first = job("1", "1/2", List.of(), resolution("", Outcome.PASSED));
        Path most = altered("most.json", first, "\"reportFiles\" : 3", "\"reportFiles\" : 2147483647");

        assertThat(jobs(first, most).addTo(NOTHING).reportFiles()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void readsNoFileThatIsTooLarge() throws Exception {
        Path file = directory.resolve("huge.json");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(100_000_001);
        }

        assertThat(jobs(file).addTo(NOTHING).findings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("huge.json is larger than 100 MB");
    }

    @Test
    void takesWholeStackTracesTheProblemsOfReRunsAndTheFilesOfEachExecution() throws Exception {
        Problem failure = new Problem(
                Problem.Kind.FAILURE,
                "AssertionError",
                "expected 1",
                "AssertionError" + "\n\tat a.B.c(B.java)".repeat(60));
        Problem again = new Problem(Problem.Kind.RERUN_FAILURE, "AssertionError", "expected 2", "at shop.CartTest");
        EvidenceFile found =
                new EvidenceFile("target/cart.png", OptionalLong.of(7), Optional.of("TC1"), Optional.empty());
        Resolution failed = resolution("", Outcome.FAILED, failure, again);
        Path file = job(
                "1",
                "",
                List.of(),
                failed.of(failed.execution().withEvidence(List.of(found, EvidenceFile.named("gone.png")))));

        ResolvedRun run = jobs(file).addTo(NOTHING);

        assertThat(run.findings()).isEmpty();
        TestExecution execution = run.resolutions().get(0).execution();
        assertThat(execution.problems()).containsExactly(failure, again);
        assertThat(execution.evidence())
                .containsExactly(
                        new EvidenceFile("target/cart.png", OptionalLong.of(7), Optional.of("TC1"), Optional.of(file)),
                        new EvidenceFile("gone.png", OptionalLong.empty(), Optional.empty(), Optional.of(file)));
    }

    @Test
    void readsAPublicationOfAVersionThatListedNoFiles() throws Exception {
        Path good = job("1", "", List.of(), resolution("", Outcome.PASSED));
        Path old = Files.writeString(
                directory.resolve("old.json"),
                Files.readString(good).replaceAll(",\\s*\"(otherProblems|evidence)\" : \\[ *]", ""));

        assertThat(Files.readString(old)).doesNotContain("otherProblems", "evidence");
        assertThat(jobs(old).addTo(NOTHING).resolutions()).containsExactly(listed(old, resolution("", Outcome.PASSED)));
    }

    @Test
    void namesTextThatItCannotKeep() throws Exception {
        Problem large = new Problem(Problem.Kind.FAILURE, "", "", "x".repeat(30_000));
        Resolution[] many =
                Collections.nCopies(300, resolution("", Outcome.FAILED, large)).toArray(Resolution[]::new);

        ResolvedRun run = jobs(job("1", "", List.of(), many)).addTo(NOTHING);

        assertThat(run.findings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("more failure text");
        assertThat(run.resolutions().stream()
                        .mapToLong(one ->
                                one.execution().problems().get(0).detail().length())
                        .sum())
                .isLessThan(9 << 20);
    }
}
