package io.gitlab.verdict.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.output.PublicationSummary.Unpublished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationSummaryTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void publish() throws IOException {
        PublicationFiles.write(directory, SampleReports.mixed());
        file = directory.resolve(PublicationFiles.PUBLICATION_JSON);
    }

    @Test
    void readsBackWhatWasWritten() throws IOException {
        assertThat(PublicationSummary.read(file))
                .isEqualTo(PublicationSummary.of(SampleReports.mixed()))
                .isEqualTo(new PublicationSummary(
                        Instant.parse("2026-11-21T20:15:03.120Z"),
                        "rally",
                        "GitLab-4711",
                        false,
                        Optional.empty(),
                        1,
                        1,
                        List.of(new Unpublished("TC2", "tracker unavailable")),
                        1,
                        List.of()));
    }

    @Test
    void countsFindingsThatTellOfSomethingMissing() throws IOException {
        PublicationFiles.write(directory, SampleReports.saying("TEST-shop.CartTest.xml is truncated"));
        assertThat(PublicationSummary.read(file).errors()).hasSize(1);
    }

    @Test
    void groupsTestCasesByTheReasonWhyTheyAreNotPublished() {
        var results = List.of(
                SampleReports.status("TC1", Verdict.PASS, State.UNPUBLISHED, "did not persist", ""),
                SampleReports.status("TC2", Verdict.PASS, State.UNPUBLISHED, "unknown test case", ""),
                SampleReports.status("TC3", Verdict.PASS, State.UNPUBLISHED, "did not persist", ""));
        assertThat(PublicationSummary.of(SampleReports.report(results, List.of(), List.of()))
                        .testCasesByReason())
                .hasToString("{did not persist=[TC1, TC3], unknown test case=[TC2]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 10, 50, 90, 99})
    void refusesATruncatedFileAndSaysWhatToDo(int percent) throws IOException {
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() * percent / 100));
        assertDamaged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000",
                "[]",
                "<html>",
                "{\"schema\": \"1\"}",
                "{\"schema\": 1}",
                "{\"schema\": 1, \"tracker\": \"rally\", \"build\": \"b\", \"date\": \"yesterday\","
                        + " \"results\": [], \"executions\": [], \"findings\": []}",
                "{\"schema\": 1, \"tracker\": \"rally\", \"build\": \"b\", \"date\": \"2026-11-21T20:15:03.120Z\","
                        + " \"results\": [{\"testCase\": \"TC1\", \"state\": \"lost\"}], \"executions\": [], \"findings\": []}",
                "{\"schema\": 1, \"tracker\": \"rally\", \"build\": \"b\", \"date\": \"2026-11-21T20:15:03.120Z\","
                        + " \"results\": [null], \"executions\": [], \"findings\": []}"
            })
    void refusesAFileThatIsNoPublication(String content) throws IOException {
        Files.writeString(file, content);
        assertDamaged();
    }

    @Test
    void refusesANewerSchema() throws IOException {
        Files.writeString(file, "{\"schema\": 2, \"state\": {\"complete\": true}}");
        assertThatThrownBy(() -> PublicationSummary.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " has schema 2, but this version of verdict-maven-plugin reads schema 1."
                        + " Use the same version of the plugin for publish and check.");
    }

    @Test
    void ignoresWhatALaterVersionAddsToTheSchema() throws IOException {
        Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{\"pipeline\": {\"id\": 7},"));
        assertThat(PublicationSummary.read(file)).isEqualTo(PublicationSummary.of(SampleReports.mixed()));
    }

    @Test
    void distinguishesAMissingFileFromADamagedOne() throws IOException {
        Files.delete(file);
        assertThatThrownBy(() -> PublicationSummary.read(file)).isInstanceOf(NoSuchFileException.class);
    }

    private void assertDamaged() {
        assertThatThrownBy(() -> PublicationSummary.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is damaged (")
                .hasMessageEndingWith("Run verdict:publish to write it again.");
    }
}
