package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands, called by a front end that is not Maven. */
class PublishCommandTest {
    @TempDir
    private Path directory;

    private StandaloneFrontEnd frontEnd;

    @BeforeEach
    void writeReport() throws IOException {
        frontEnd = new StandaloneFrontEnd(directory);
        frontEnd.values.put("tracker", "sandbox");
        report("TC1_adds");
    }

    private void report(String test) throws IOException {
        Files.createDirectories(directory.resolve("reports"));
        Files.writeString(
                directory.resolve("reports/TEST-shop.CartTest.xml"),
                "<testsuite name='shop.CartTest' timestamp='2026-11-21T20:00:00Z'><testcase name='" + test
                        + "' classname='shop.CartTest' time='1'/></testsuite>");
    }

    private String publication() throws IOException {
        return Files.readString(directory.resolve("out/publication.json"));
    }

    private void useRallyWithoutKey() {
        frontEnd.values.remove("tracker");
        frontEnd.blocks.put("rally", Map.of("workspace", "Acme", "project", "Shop", "url", "http://127.0.0.1:9"));
    }

    @Test
    void publishesAndChecks() throws Exception {
        new PublishCommand(frontEnd).run();
        new CheckCommand(frontEnd).run();

        assertThat(frontEnd.lines).anyMatch(line -> line.contains("build standalone: 1 result, 1 published"));
        assertThat(publication()).contains("\"TC1\"");
    }

    @Test
    void publishesNothingTwice() throws Exception {
        new PublishCommand(frontEnd).run();
        new PublishCommand(frontEnd).run();

        assertThat(frontEnd.lines).anyMatch(line -> line.contains("0 published, 1 already there"));
    }

    @Test
    void aDirectCallWithoutCredentialsFails() {
        useRallyWithoutKey();

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new PublishCommand(frontEnd).run())
                .withMessage("No API key: neither the environment variable VERDICT_API_KEY nor a file for rally is set."
                        + " In CI, set the variable and mask it; on your machine, set one of them.");
    }

    @Test
    void aBuildInCiWithoutCredentialsFailsOnlyInItsCheck() throws Exception {
        useRallyWithoutKey();
        frontEnd.environment.put("CI", "true");
        frontEnd.trigger = Invocation.Trigger.BUILD;

        new PublishCommand(frontEnd).run();

        assertThat(frontEnd.lines).anyMatch(line -> line.startsWith("ERROR No API key"));
        frontEnd.trigger = Invocation.Trigger.DIRECT;
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> new CheckCommand(frontEnd).run())
                .withMessageContaining("No API key");
    }

    @Test
    void aRunThatMaySkipWithoutCredentialsWritesItsFiles() throws Exception {
        useRallyWithoutKey();
        frontEnd.values.put("onMissingCredentials", "skip");

        new PublishCommand(frontEnd).run();
        new CheckCommand(frontEnd).run();

        assertThat(publication()).contains("there is no API key, and <onMissingCredentials> is skip.");
        assertThat(frontEnd.lines).anyMatch(line -> line.startsWith("The last publication was skipped: "));
    }

    @Test
    void aPublicationThatCannotBeDeliveredFailsAndIsReplayedByDryRunWithoutChange() throws Exception {
        useRallyWithoutKey();
        frontEnd.environment.put("VERDICT_API_KEY", "_key-of-nobody");
        frontEnd.values.put("deadline", "2s");

        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> new PublishCommand(frontEnd).run())
                .withMessageContaining("1 of 1 results of build standalone are not in the tracker (TC1)");
        frontEnd.values.put("dryRun", "true");
        new ReplayCommand(frontEnd).run();

        assertThat(frontEnd.lines).contains("Dry run: nothing was written, and the outbox is unchanged.");
        assertThat(Files.list(directory.resolve(".verdict/outbox"))).isNotEmpty();
        assertThat(String.join("\n", frontEnd.lines)).doesNotContain("_key-of-nobody");
    }

    @Test
    void aBuildThatEndedBeforeAnyTestRanPublishesNothing() throws Exception {
        Files.delete(directory.resolve("reports/TEST-shop.CartTest.xml"));
        frontEnd.trigger = Invocation.Trigger.BUILD_END;

        new PublishCommand(frontEnd).run();

        assertThat(frontEnd.lines).containsExactly("Nothing is published: the build ended before any test ran.");
    }

    @Test
    void anEmbeddedTrackerThatNobodyChoseIsAWarningThatNamesTheBlocks() throws Exception {
        frontEnd.values.remove("tracker");

        new PublishCommand(frontEnd).run();

        assertThat(frontEnd.lines)
                .anyMatch(line ->
                        line.startsWith("WARNING No tracker is configured") && line.contains("<qmetry> or <rally>"));
    }

    @Test
    void resolvesWithoutTracker() throws Exception {
        report("adds");
        new ResolveCommand(frontEnd).run();

        assertThat(frontEnd.lines).contains("shop.CartTest.adds: no test case");
        assertThat(Files.readString(directory.resolve("out/unresolved.yaml"))).contains("shop.CartTest.adds");
    }

    @Test
    void theDoctorExaminesTheEmbeddedTracker() throws Exception {
        new DoctorCommand(frontEnd).run();

        assertThat(directory.resolve("out/doctor.json")).isRegularFile();
    }

    @Test
    void aTrackerWithoutSprintsIsNamed() {
        frontEnd.values.remove("tracker");
        frontEnd.blocks.put("qmetry", Map.of("project", "ACME", "testSuite", "ACME-TS-1", "url", "http://127.0.0.1:9"));
        frontEnd.environment.put("VERDICT_API_KEY", "k");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new TestSetCommand(frontEnd).run())
                .withMessageStartingWith("The tracker \"qmetry\" does not support verdict:test-set.");
    }
}
