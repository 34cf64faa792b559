package io.gitlab.verdict.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.files.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the bytes, they are the entry that was written, or damage. */
class EntryFileTest {
    private static final Random RANDOM = new Random(20261121);

    @TempDir
    private Path directory;

    private static byte[] written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EntryFile.write(Entries.of("GitLab-4711"), out);
        return out.toByteArray();
    }

    private OutboxEntry read(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("entry"), bytes);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return EntryFile.read(channel);
        }
    }

    private void assertDamaged(byte[] bytes) {
        assertThatThrownBy(() -> read(bytes))
                .as(new String(bytes, StandardCharsets.ISO_8859_1))
                .isInstanceOf(DamagedEntryException.class);
    }

    /** With a checksum that fits. */
    static String seal(String content) {
        byte[] digest = Sha256.digest().digest(content.getBytes(StandardCharsets.US_ASCII));
        return content + ",\"sha256\":\"" + HexFormat.of().formatHex(digest) + "\"}";
    }

    private static byte[] sealed(String content) {
        return seal(content).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void noticesAFlippedBitAnywhere() throws IOException {
        byte[] whole = written();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertDamaged(damaged);
        }
    }

    @Test
    void noticesACutAnywhere() throws IOException {
        byte[] whole = written();
        for (int length = 0; length < whole.length; length++) {
            assertDamaged(Arrays.copyOf(whole, length));
            assertDamaged(Arrays.copyOfRange(whole, whole.length - length, whole.length));
        }
    }

    @Test
    void noticesZerosAndNoiseAndWhatWasAppended() throws IOException {
        byte[] whole = written();
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = Arrays.copyOf(whole, whole.length + RANDOM.nextInt(2));
            int from = RANDOM.nextInt(damaged.length);
            int to = from + 1 + RANDOM.nextInt(damaged.length - from);
            byte[] noise = new byte[to - from];
            if (round % 2 == 0) {
                RANDOM.nextBytes(noise);
            }
            System.arraycopy(noise, 0, damaged, from, noise.length);
            assertDamaged(damaged);
        }
        assertThat(read(whole)).isEqualTo(Entries.of("GitLab-4711"));
    }

    @Test
    void takesNothingForAnEntryOnlyBecauseItsChecksumFits() throws IOException {
        String whole = new String(written(), StandardCharsets.US_ASCII);
        String content = whole.substring(0, whole.length() - 77);
        assertThat(read(sealed(content))).isEqualTo(Entries.of("GitLab-4711"));

        for (String wrong : new String[] {
            "",
            "{",
            "null",
            "{\"format\":1",
            "{\"format\":1,\"entry\":null",
            "{\"format\":1,\"entry\":{}",
            "{\"format\":\"1\",\"entry\":{}",
            "{\"entry\":{},\"format\":1",
            content.replace("\"format\":2", "\"format\":0"),
            content.replace("Pass", "Passed"),
            content.replace("pending", "sent"),
            content.replace("pending", "unpublished"),
            content.replace("\"notes\"", "\"note\""),
            content.replace("2026-11-21", "2026-13-21"),
            content.replace("PT0.02S", "20 ms"),
            content.replace("\"executions\":[0]", "\"executions\":[null]"),
            content.replace("\"tracker\":\"rally\",", ""),
            "[".repeat(100_000)
        }) {
            assertDamaged(sealed(wrong));
        }
    }

    @Test
    void tellsALaterFormatFromDamage() {
        assertThatThrownBy(() -> read(sealed("{\"format\":5,\"entry\":[\"whatever\"]")))
                .isInstanceOf(NewerEntryException.class)
                .hasMessageContaining("format 5");
    }

    @Test
    void readsTheFirstFormat() throws IOException {
        OutboxEntry entry = read(sealed("{\"format\":1,\"entry\":{\"storedAt\":\"2026-11-21T12:00:00Z\","
                + "\"tracker\":\"rally\",\"settings\":{\"project\":\"Shop\",\"workspace\":\"Acme\"},"
                + "\"build\":\"GitLab-4711\",\"results\":[{\"testCase\":\"TC1\",\"date\":\"2026-11-21T12:00:00Z\","
                + "\"verdict\":\"Pass\",\"duration\":\"PT0.02S\",\"notes\":\"passed: shop.CartIT.adds\","
                + "\"executions\":[0],\"state\":\"pending\"}]}"));

        assertThat(entry).isEqualTo(Entries.of("GitLab-4711"));
    }
}
