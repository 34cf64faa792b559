package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void isIncompleteIfTestsRanAndNoneHasATestCaseWhateverIsConfiguredForUnresolvedTests() throws Exception {
        report("adds");
        frontEnd.values.put("onUnresolved", "ignore");
        frontEnd.trigger = Invocation.Trigger.BUILD;

        new PublishCommand(frontEnd).run();

        assertThat(frontEnd.lines).anyMatch(line -> line.contains("nothing published: 1 report file read"));
        assertThat(publication()).contains("\"complete\" : false");
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> new CheckCommand(frontEnd).run())
                .withMessageContaining("is incomplete: None of the 1 test executions that ran has a test case");
    }

    @Test
    void isIncompleteWithoutClassesIfTheSettingsDemandThem() throws Exception {
        frontEnd.values.put("onMissingClasses", "fail");
        frontEnd.trigger = Invocation.Trigger.BUILD;

        new PublishCommand(frontEnd).run();

        assertThat(publication()).contains("\"unchecked\" : true");
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> new CheckCommand(frontEnd).run())
                .withMessageContaining("no readable class file");
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

    @Test
    void showsNearMissesAndWhatIsExempt() throws Exception {
        Files.writeString(directory.resolve("verdict-mapping.yaml"), "shop.CartTest.internal: none\n");
        Files.writeString(
                directory.resolve("reports/TEST-shop.CartTest.xml"),
                "<testsuite name='shop.CartTest' timestamp='2026-11-21T20:00:00Z'>"
                        + "<testcase name='internal' classname='shop.CartTest'/>"
                        + "<testcase name='TC3_adds' classname='shop.CartTest'/>"
                        + "<testcase name='pays TC#12' classname='shop.CartTest'/></testsuite>");

        new ResolveCommand(frontEnd).run();
        assertThat(frontEnd.lines)
                .contains(
                        "shop.CartTest.internal: no test case on purpose, by the mapping file",
                        "shop.CartTest.pays TC#12: no test case",
                        "  near miss: \"TC#12\" is not taken as TC12")
                .anyMatch(line -> line.startsWith(
                        "1 of 3 test executions resolve to a test case, 1 have none on purpose. Review queue: "));

        new PublishCommand(frontEnd).run();
        assertThat(frontEnd.lines).contains("1 execution without test case on purpose, by the mapping file");
        assertThat(publication().replaceAll("\\s", ""))
                .contains("\"nearMisses\":[{\"text\":\"TC#12\",\"id\":\"TC12\"}]", "\"exempt\":1");
        assertThat(Files.readString(directory.resolve("out/index.html")))
                .contains(
                        "near miss: <bdi>&quot;TC#12&quot; is not taken as TC12</bdi>",
                        "The mapping file says that these tests have no test case.");
    }

    @Test
    void anExemptTestIsNotUnresolved() throws Exception {
        Files.writeString(
                directory.resolve("verdict-mapping.yaml"), "shop.CartTest.*s: none\nshop.CartTest.TC1*: TC1\n");
        frontEnd.values.put("onUnresolved", "fail");
        new PublishCommand(frontEnd).run();
        new CheckCommand(frontEnd).run();

        report("works");
        new PublishCommand(frontEnd).run();
        new CheckCommand(frontEnd).run();
    }

    @Test
    void findsIdsInCamelCaseBesideOthers() throws Exception {
        Files.writeString(
                directory.resolve("reports/TEST-shop.CartTest.xml"),
                "<testsuite name='shop.CartTest' timestamp='2026-11-21T20:00:00Z'>"
                        + "<testcase name='TC16AndTC17' classname='shop.CartTest'/>"
                        + "<testcase name='verify_TC18andTC19' classname='shop.CartTest'/>"
                        + "<testcase name='TC14Login' classname='shop.CartTest'/>"
                        + "<testcase name='verifyTC12Login' classname='shop.CartTest'/></testsuite>");
        new PublishCommand(frontEnd).run();

        assertThat(publication()).contains("\"TC16\"", "\"TC17\"", "\"TC18\"", "\"TC19\"", "\"TC14\"", "\"TC12\"");
        assertThat(frontEnd.lines).anyMatch(line -> line.contains("6 results, 6 published"));
    }

    @Test
    void anIdInAnotherCaseIsTheSameTestCase() throws Exception {
        Files.writeString(directory.resolve("verdict-mapping.yaml"), "shop.CartTest.adds: tc12\n");
        Files.writeString(
                directory.resolve("reports/TEST-shop.CartTest.xml"),
                "<testsuite name='shop.CartTest' timestamp='2026-11-21T20:00:00Z'>"
                        + "<testcase name='adds' classname='shop.CartTest'><failure message='x'/></testcase>"
                        + "<testcase name='TC12_b' classname='shop.CartTest'/></testsuite>");
        new PublishCommand(frontEnd).run();

        assertThat(frontEnd.lines).anyMatch(line -> line.contains("1 result, 1 published"));
        assertThat(publication().replaceAll("\\s", ""))
                .contains("\"testCase\":\"TC12\",\"verdict\":\"Fail\"", "\"executions\":[0,1]");
    }

    @Test
    void anIdPatternMayHaveNamedGroups() throws Exception {
        frontEnd.values.put("idPattern", "(?<id>TC\\d+)");
        new PublishCommand(frontEnd).run();
        assertThat(frontEnd.lines).anyMatch(line -> line.contains("1 result, 1 published"));

        for (String invalid : List.of("(?<id>TC\\d+", "\\QTC")) {
            frontEnd.values.put("idPattern", invalid);
            assertThatExceptionOfType(InvalidSettingException.class)
                    .isThrownBy(() -> new PublishCommand(frontEnd).run())
                    .withMessageContaining("<idPattern>")
                    .withMessageContaining(invalid);
        }
    }
}
