package io.gitlab.verdict.report.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpooledTextTest {
    @TempDir
    private Path directory;

    @Test
    void deletesItsFile() throws IOException {
        Path file = directory.resolve("text");
        try (SpooledText text = new SpooledText(() -> file)) {
            text.write("x".repeat(100_000));
            assertThat(new BufferedReader(text.reader()).readLine()).hasSize(100_000);
            assertThat(file).exists();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void deletesItsFileThatCannotBeOpened() throws IOException {
        Path file = directory.resolve("text");
        SpooledText text = new SpooledText(() -> Files.createDirectory(file));
        text.write("x".repeat(100_000));
        assertThatThrownBy(text::reader).hasMessageStartingWith("it cannot be stored");
        text.close();
        assertThat(file).doesNotExist();
    }
}
