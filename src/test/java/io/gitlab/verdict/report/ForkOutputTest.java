package io.gitlab.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkOutputTest {
    private static final String HEAD = "# Created at 2026-11-21T12:00:00.123\n";
    private static final String NOTE =
            "Corrupted channel by directly writing to native stream in forked JVM 1. Stream '%s'.\n\n";

    @TempDir
    Path directory;

    private boolean only(String name, String content) throws IOException {
        return ForkOutput.only(Files.writeString(directory.resolve(name), content));
    }

    @Test
    void outputOfTestsIsNoCrash() throws IOException {
        String old = "Corrupted STDOUT by directly writing to native stream in forked JVM 1. Stream 'x'.\n"
                + "java.lang.IllegalArgumentException: Stream stdin corrupted. Expected comma\n"
                + "\tat org.apache.maven.plugin.surefire.booterclient.output.ForkClient$OperationalData\n";

        assertThat(only("a.dumpstream", HEAD + NOTE.formatted("hello") + HEAD + NOTE.formatted("y".repeat(100_000))))
                .isTrue();
        assertThat(only("b.dumpstream", HEAD + old)).isTrue();
    }

    @Test
    void everythingElseIsASign() throws IOException {
        assertThat(only("a.dump", HEAD + NOTE.formatted("hello"))).isFalse();
        assertThat(only("b.dumpstream", "")).isFalse();
        assertThat(only("c.dumpstream", HEAD + NOTE.formatted("# A fatal error has been detected")))
                .isFalse();
        assertThat(only("d.dumpstream", HEAD + NOTE.formatted("x") + "java.io.EOFException\n\tat x.Y\n"))
                .isFalse();
    }
}
