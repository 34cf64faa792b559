package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The goals of a build that has a tracker, and no credentials for it. */
class WithoutCredentialsTest {
    private static final String SKIPPED = "there is no API key, and this build does not run in CI.";

    @TempDir
    private Path directory;

    private StandaloneFrontEnd frontEnd;

    @BeforeEach
    void useRallyWithoutKey() throws IOException {
        frontEnd = new StandaloneFrontEnd(directory);
        frontEnd.trigger = Invocation.Trigger.BUILD;
        frontEnd.blocks.put("rally", Map.of("workspace", "Acme", "project", "Shop", "url", "http://127.0.0.1:9"));
        Files.createDirectories(directory.resolve("reports"));
        Files.writeString(
                directory.resolve("reports/TEST-shop.CartTest.xml"),
                "<testsuite name='shop.CartTest'><testcase name='TC1_adds' classname='shop.CartTest' time='1'/>"
                        + "<testcase name='damaged");
    }

    private String file(String name) throws IOException {
        return Files.readString(directory.resolve("out").resolve(name));
    }

    @ParameterizedTest
    @EnumSource(names = {"BUILD", "BUILD_END"})
    void onADevelopersMachineABuildPublishesNothingInOneLine(Invocation.Trigger trigger) throws Exception {
        frontEnd.trigger = trigger;

        new PublishCommand(frontEnd).run();

        assertThat(frontEnd.lines).containsExactly("verdict:publish is skipped: " + SKIPPED);
        assertThat(directory.resolve(".verdict")).doesNotExist();
    }

    @Test
    void itsFilesSayThatItWasSkipped() throws Exception {
        new PublishCommand(frontEnd).run();

        assertThat(file("publication.json"))
                .contains("\"skipped\" : \"" + SKIPPED + "\"", "\"complete\" : false", "\"results\" : [ ]");
        assertThat(file("verdict.env")).contains("VERDICTS_STATE=skipped\n");
        assertThat(file("summary.md")).contains("Test verdicts: skipped", SKIPPED);
        assertThat(file("index.html")).contains(SKIPPED);
    }

    @Test
    void itsCheckAcceptsThat() throws Exception {
        frontEnd.values.put("onUnresolved", "fail");
        new PublishCommand(frontEnd).run();
        frontEnd.lines.clear();

        new CheckCommand(frontEnd).run();

        assertThat(frontEnd.lines).containsExactly("The last publication was skipped: " + SKIPPED);
    }

    @Test
    void theOtherStepsOfABuildAreSkippedInOneLineToo() throws Exception {
        frontEnd.values.put("doctor.failOn", "warning");

        new DoctorCommand(frontEnd).run();
        new TestSetCommand(frontEnd).run();

        assertThat(frontEnd.lines)
                .containsExactly("verdict:doctor is skipped: " + SKIPPED, "verdict:test-set is skipped: " + SKIPPED);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void withCredentialsADevelopersBuildIsNotSkipped() throws Exception {
        frontEnd.environment.put("VERDICT_API_KEY", "_key-of-nobody");
        frontEnd.values.put("deadline", "2s");

        new PublishCommand(frontEnd).run();

        assertThat(file("publication.json")).contains("\"skipped\" : null", "\"TC1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CI", "GITHUB_ACTIONS", "TF_BUILD"})
    void inAnyCiABuildIsIncomplete(String variable) throws Exception {
        frontEnd.environment.put(variable, "true");

        new PublishCommand(frontEnd).run();

        assertThat(frontEnd.lines).anyMatch(line -> line.startsWith("ERROR No API key"));
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> new CheckCommand(frontEnd).run())
                .withMessageContaining("No API key");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new TestSetCommand(frontEnd).run())
                .withMessageContaining("No API key");
    }

    @Test
    void whereCiWithholdsCredentialsTheResultsAreListed() throws Exception {
        frontEnd.environment.putAll(
                Map.of("CIRCLECI", "true", "CIRCLE_PIPELINE_ID", "5f", "CIRCLE_PR_REPONAME", "shop"));

        new PublishCommand(frontEnd).run();
        new CheckCommand(frontEnd).run();

        assertThat(file("publication.json")).contains("\"TC1\"", "CircleCI passes no secrets", "CircleCI-5f");
    }

    @Test
    void theSettingOverridesBoth() throws Exception {
        frontEnd.values.put("onMissingCredentials", "fail");
        new PublishCommand(frontEnd).run();
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> new CheckCommand(frontEnd).run())
                .withMessageContaining("No API key");

        frontEnd.values.put("onMissingCredentials", "skip");
        frontEnd.environment.put("CI", "true");
        new PublishCommand(frontEnd).run();
        assertThatCode(() -> new CheckCommand(frontEnd).run()).doesNotThrowAnyException();
        assertThat(file("publication.json")).contains("<onMissingCredentials> is skip.");
    }

    @Test
    void aDirectCallFailsWithTheRemedy() {
        frontEnd.trigger = Invocation.Trigger.DIRECT;

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new PublishCommand(frontEnd).run())
                .withMessageContaining("VERDICT_API_KEY");
    }
}
