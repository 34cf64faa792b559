package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputNotWritableTest {
    @TempDir
    private Path directory;

    private StandaloneFrontEnd frontEnd(Invocation.Trigger trigger) throws Exception {
        StandaloneFrontEnd frontEnd = new StandaloneFrontEnd(directory);
        frontEnd.values.put("tracker", "sandbox");
        frontEnd.trigger = trigger;
        Files.createDirectories(directory.resolve("reports"));
        Files.writeString(
                directory.resolve("reports/TEST-shop.CartTest.xml"),
                "<testsuite name='shop.CartTest' timestamp='2026-11-21T20:00:00Z'><testcase name='TC1_adds'"
                        + " classname='shop.CartTest' time='1'/></testsuite>");
        return frontEnd;
    }

    @Test
    void theSummaryIsPrintedAlthoughTheOutputDirectoryCannotBeWritten() throws Exception {
        StandaloneFrontEnd frontEnd = frontEnd(Invocation.Trigger.DIRECT);
        Files.writeString(directory.resolve("out"), "a file");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new PublishCommand(frontEnd).run())
                .withMessageContaining("publication.json");

        assertThat(frontEnd.lines).anyMatch(line -> line.contains("1 published"));
    }

    @Test
    void aBoundGoalDoesNotClaimThatNothingWasPublished() throws Exception {
        StandaloneFrontEnd frontEnd = frontEnd(Invocation.Trigger.BUILD);
        Files.createDirectories(directory.resolve("out/summary.md/x"));

        new PublishCommand(frontEnd).run();

        assertThat(frontEnd.lines).anyMatch(line -> line.contains("1 published"));
        assertThat(String.join("\n", frontEnd.lines)).doesNotContain("Nothing was published");
    }
}
