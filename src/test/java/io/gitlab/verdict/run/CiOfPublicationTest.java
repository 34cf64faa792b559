package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a publication takes from its CI job, and leaves there. */
class CiOfPublicationTest {
    private static final String UNNAMED = "WARNING The CI system does not say which build this is";

    @TempDir
    private Path directory;

    private StandaloneFrontEnd frontEnd;

    @BeforeEach
    void writeReport() throws IOException {
        frontEnd = new StandaloneFrontEnd(directory);
        frontEnd.values.put("tracker", "sandbox");
        Files.createDirectories(directory.resolve("reports"));
        Files.writeString(
                directory.resolve("reports/TEST-shop.CartTest.xml"),
                "<testsuite name='shop.CartTest' timestamp='2026-11-21T20:00:00Z'><testcase name='TC1_adds'"
                        + " classname='shop.CartTest' time='1'/></testsuite>");
    }

    private Path onGitHub(String summary) {
        Path file = directory.resolve(summary);
        frontEnd.environment.putAll(Map.of(
                "GITHUB_ACTIONS", "true", "GITHUB_RUN_ID", "1658821493", "GITHUB_STEP_SUMMARY", file.toString()));
        return file;
    }

    @Test
    void anUnknownCiWithoutBuildIsAWarningWithTheSetting() throws Exception {
        frontEnd.environment.put("CI", "true");

        new PublishCommand(frontEnd).run();

        assertThat(frontEnd.lines)
                .anyMatch(line -> line.startsWith(UNNAMED)
                        && line.contains("build standalone")
                        && line.contains("VERDICT_BUILD, or -Dverdict.build"));
        assertThat(Files.readString(directory.resolve("out/publication.json")))
                .contains("does not say which build")
                .contains("\"complete\" : true");
    }

    @Test
    void aNamedBuildAKnownCiAndADevelopersMachineAreNotWarnedOf() throws Exception {
        new PublishCommand(frontEnd).run();
        frontEnd.environment.put("CI", "true");
        frontEnd.values.put("build", "nightly");
        new PublishCommand(frontEnd).run();
        frontEnd.values.remove("build");
        Files.createFile(onGitHub("step.md"));
        new PublishCommand(frontEnd).run();

        assertThat(frontEnd.lines)
                .anyMatch(line -> line.contains("build GitHub-1658821493"))
                .noneMatch(line -> line.startsWith(UNNAMED) || line.contains("summary"));
    }

    @Test
    void theSummaryIsAppendedToThatOfTheStep() throws Exception {
        Path step = Files.writeString(onGitHub("step.md"), "of the tests");

        new PublishCommand(frontEnd).run();

        assertThat(step)
                .content()
                .isEqualTo("of the tests\n" + Files.readString(directory.resolve("out/summary.md")))
                .contains("GitHub-1658821493");
    }

    @Test
    void aSummaryOfAPublicationThatFailedIsAppendedToo() throws Exception {
        Path step = Files.createFile(onGitHub("step.md"));
        frontEnd.trigger = Invocation.Trigger.BUILD;
        frontEnd.values.put("deadline", "soon");

        new PublishCommand(frontEnd).run();

        assertThat(step).content().contains("must be a duration");
    }

    @Test
    void aSummaryThatCannotBeAppendedIsAWarning() throws Exception {
        onGitHub("missing/step.md");

        new PublishCommand(frontEnd).run();

        assertThat(frontEnd.lines)
                .anyMatch(line ->
                        line.startsWith("WARNING The summary is not on the page of the CI job: cannot append to")
                                && line.contains("step.md"))
                .anyMatch(line -> line.contains("1 published"));
        assertThat(directory.resolve("missing")).doesNotExist();
    }

    @Test
    void aSummaryThatWouldBeTooLargeForGitHubIsNotAppended() throws Exception {
        Path step = Files.write(onGitHub("step.md"), new byte[1024 * 1024 - 10]);

        new PublishCommand(frontEnd).run();

        assertThat(frontEnd.lines).anyMatch(line -> line.contains("it would be larger than 1 MiB"));
        assertThat(step).hasSize(1024 * 1024 - 10);
    }
}
