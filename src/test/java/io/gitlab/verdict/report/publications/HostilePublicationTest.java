package io.gitlab.verdict.report.publications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.output.PublicationFiles;
import io.gitlab.verdict.report.StaleReports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HostilePublicationTest {
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03.120Z");

    @TempDir
    Path directory;

    private ResolvedRun read(Path... files) throws Exception {
        return new CollectedPublications(List.of(files), Optional.empty(), StaleReports.SKIP)
                .addTo(new ResolvedRun(0, List.of(), List.of()));
    }

    private String good() throws Exception {
        TestExecution execution = TestExecution.of(
                        new ReportedTest("", "", "", "shop.CartTest", "adds"), Ending.of(Outcome.FAILED), DATE)
                .withDuration(Duration.ofMillis(12));
        PublicationReport report = PublicationReport.of("rally", "B", DATE, new CiRun("1", "", List.of()))
                .id("id")
                .reportFiles(1)
                .resolutions(List.of(new Resolution(execution, List.of("TC1"), Rule.NAME, List.of())))
                .build();
        PublicationFiles.write(directory.resolve("good"), report);
        return Files.readString(directory.resolve("good").resolve(PublicationFiles.PUBLICATION_JSON));
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeDoesNotBlock() throws Exception {
        Path pipe = directory.resolve("publication.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(read(pipe).findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains(pipe.toString());
    }

    @Test
    void aDirectoryIsNamed() throws Exception {
        Path dir = Files.createDirectory(directory.resolve("verdict"));
        assertThat(read(dir).findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains(dir.toString());
    }

    @Test
    void aFileOfManySmallValuesIsNamed() throws Exception {
        Path file = Files.writeString(
                directory.resolve("p.json"), "{\"schema\":1,\"x\":[" + "{},".repeat(6_000_000) + "{}]}");

        assertThat(read(file).findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains(file.toString(), "is damaged");
    }

    @Test
    void manyEvidenceEntriesAreBounded() throws Exception {
        StringBuilder many = new StringBuilder("\"evidence\" : [ ");
        for (int i = 0; i < 2_000_000; i++) {
            many.append(i == 0 ? "" : ",").append("{\"path\":\"\"}");
        }
        assertThat(good()).contains("\"evidence\" : [ ]");
        Path file = Files.writeString(directory.resolve("p.json"), good().replace("\"evidence\" : [ ]", many + "]"));
        ResolvedRun run = read(file);
        assertThat(run.findings())
                .extracting(Finding::message)
                .containsExactly(
                        "The tests name more or longer attachment paths than the limits allow: these are left out.");
        assertThat(run.resolutions().get(0).execution().evidence().size()).isLessThan(1_000_000);
    }
}
