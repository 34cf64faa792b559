package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new tracker is one package and one line in {@code META-INF/services}: every command finds and uses it. */
class FourthTrackerTest {
    @TempDir
    private Path directory;

    private StandaloneFrontEnd frontEnd;

    @BeforeEach
    void configure() throws IOException {
        NotebookTrackerFactory.RESULTS.clear();
        NotebookTrackerFactory.EXAMINED.clear();
        NotebookTrackerFactory.unavailable = false;
        frontEnd = new StandaloneFrontEnd(directory);
        frontEnd.blocks.put("notebook", Map.of("url", "https://notebook.example"));
        frontEnd.environment.put("VERDICT_API_KEY", "k");
        Files.createDirectories(directory.resolve("reports"));
        Files.writeString(
                directory.resolve("reports/TEST-shop.CartTest.xml"),
                "<testsuite name='shop.CartTest' timestamp='2026-11-21T20:00:00Z'>"
                        + "<testcase name='NB7_adds' classname='shop.CartTest' time='1'/>"
                        + "<testcase name='NB8_pays' classname='shop.CartTest' time='1'><failure/></testcase></testsuite>");
    }

    @AfterEach
    void open() {
        NotebookTrackerFactory.unavailable = false;
    }

    private static void assertHeld() {
        assertThat(NotebookTrackerFactory.RESULTS.values())
                .extracting(result -> result.key().testCase() + " " + result.verdict())
                .containsExactlyInAnyOrder("NB7 " + Verdict.PASS, "NB8 " + Verdict.FAIL);
    }

    @Test
    void isPublishedToAndChecked() throws Exception {
        new PublishCommand(frontEnd).run();
        new CheckCommand(frontEnd).run();

        assertHeld();
        assertThat(Files.readString(directory.resolve("out/publication.json")))
                .contains("\"notebook\"", "https://notebook.example/results");
    }

    @Test
    void isReplayedToAfterAnOutage() throws Exception {
        NotebookTrackerFactory.unavailable = true;
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> new PublishCommand(frontEnd).run())
                .withMessageContaining("The notebook is closed.");
        assertThat(NotebookTrackerFactory.RESULTS).isEmpty();

        NotebookTrackerFactory.unavailable = false;
        new ReplayCommand(frontEnd).run();

        assertHeld();
    }

    @Test
    void isWrittenNothingToInADryRun() throws Exception {
        frontEnd.values.put("dryRun", "true");
        new PublishCommand(frontEnd).run();

        assertThat(NotebookTrackerFactory.RESULTS).isEmpty();
        assertThat(directory.resolve(".verdict/outbox")).doesNotExist();
    }

    @Test
    void isExaminedByTheDoctor() throws Exception {
        Files.writeString(directory.resolve("verdict-mapping.yaml"), "shop.CartTest.removes: NB9\n");
        frontEnd.values.put("mappingFile", "verdict-mapping.yaml");
        new DoctorCommand(frontEnd).run();

        assertThat(NotebookTrackerFactory.EXAMINED).containsExactly("NB9");
        assertThat(Files.readString(directory.resolve("out/doctor.json"))).contains("it is open");
    }

    @Test
    void hasSettingsOfItsOwn() throws Exception {
        frontEnd.blocks.put("notebook", Map.of("prefix", "XX"));
        new ResolveCommand(frontEnd).run();
        assertThat(frontEnd.lines).contains("shop.CartTest.NB7_adds: no test case");

        frontEnd.blocks.put("notebook", Map.of("prefixes", "XX"));
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new ResolveCommand(frontEnd).run())
                .withMessageContaining("<notebook>")
                .withMessageContaining("prefix, url");
    }
}
