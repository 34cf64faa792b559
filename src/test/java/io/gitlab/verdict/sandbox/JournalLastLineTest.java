package io.gitlab.verdict.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalLastLineTest {
    @TempDir
    private Path directory;

    @Test
    void aCompleteLastLineThatCannotBeAppliedIsDamageAndIsKept() throws IOException {
        Path file = Files.writeString(directory.resolve("journal"), "{\"type\":\"a\"}\n{\"type\":7}\n");

        try (Journal journal = new Journal(file)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> journal.replay(json -> json.get("type").stringValue()))
                    .withMessageContaining("Line 2 of");
        }
        assertThat(Files.readString(file)).endsWith("{\"type\":7}\n");
    }
}
