package io.gitlab.verdict.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxFactoryTest {
    @TempDir
    private Path directory;

    private String placeOf(String setting) throws IOException {
        try (Outbox outbox = OutboxFactory.open(setting, directory)) {
            return outbox.describe(Entries.of("b"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".verdict/outbox", "with space%20and ä", "build:1"})
    void opensADirectoryRelativeToTheProject(String path) throws IOException {
        assertThat(placeOf(path))
                .startsWith(
                        "in " + directory.resolve(path).resolve(Entries.of("b").id()));
    }

    @Test
    void opensADirectoryThatIsNamedAbsolutelyOrAsAUri() throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        String expected = "in " + elsewhere.resolve(Entries.of("b").id()) + ".json";

        assertThat(placeOf(elsewhere.toString())).startsWith(expected);
        assertThat(placeOf("file://" + elsewhere.toUri().getRawPath())).startsWith(expected);
    }

    @Test
    void opensTheOutboxOfAnotherFactoryByItsScheme() throws IOException {
        assertThat(placeOf("memory://server")).startsWith("in row ");
        assertThat(placeOf("MEMORY://server")).startsWith("in row ");
    }

    @Test
    void namesTheSchemesButNoPasswordWhenItKnowsNoSuchOutbox() {
        assertThatThrownBy(() -> placeOf("amqps://user:secret@queue.example/vhost"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("must be a directory")
                .hasMessageContaining("[file, memory], but begins with \"amqps\"")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file://host/path", "file:///a b"})
    void namesAUriThatIsNoDirectory(String uri) {
        assertThatThrownBy(() -> placeOf(uri)).isInstanceOf(InvalidSettingException.class);
    }
}
