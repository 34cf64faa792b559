package io.gitlab.verdict.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    @Test
    void aLastLineThatEndsWithinACharacterIsCutOff() throws IOException {
        byte[] whole = "{\"type\":\"a\"}\n{\"type\":\"\uD83D\uDE00".getBytes(StandardCharsets.UTF_8);
        for (int torn = 0; torn < 4; torn++) {
            Path file = Files.write(directory.resolve("journal" + torn), Arrays.copyOf(whole, whole.length - torn));
            List<String> types = new ArrayList<>();

            try (Journal journal = new Journal(file)) {
                journal.replay(json -> types.add(json.get("type").stringValue()));
            }

            assertThat(types).containsExactly("a");
            assertThat(Files.readString(file)).isEqualTo("{\"type\":\"a\"}\n");
        }
    }

    @Test
    void aCharacterThatIsTornElsewhereIsDamage() throws IOException {
        Path file = Files.write(
                directory.resolve("journal"), new byte[] {'"', (byte) 0xC3, '"', '\n', '"', 'a', '"', '\n'});

        try (Journal journal = new Journal(file)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> journal.replay(json -> {}))
                    .withMessageContaining("is not UTF-8");
        }
    }
}
