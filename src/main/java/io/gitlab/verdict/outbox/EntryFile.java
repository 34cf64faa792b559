package io.gitlab.verdict.outbox;

import io.gitlab.verdict.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads an entry in the format that the package documents. Needs little memory beyond the entry itself. */
final class EntryFile {
    /** An entry is written in the oldest format that can hold it. */
    static final int FORMAT = 4;

    private static final int WITHOUT_RETRY = 3;
    private static final int WITHOUT_FILES = 2;

    /** The format without {@code settled} and {@code tests}. */
    private static final int FIRST_FORMAT = 1;

    private static final int TRAILER_LENGTH = trailer("0".repeat(64)).length;
    private static final int BUFFER_SIZE = 1 << 16;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // Everything that is written must be readable.
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    // A test's text may contain half of a surrogate pair, which UTF-8 cannot encode.
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private record Document(int format, EntryJson entry, String sha256) {}

    private EntryFile() {}

    static void write(OutboxEntry entry, OutputStream out) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (JsonGenerator json = MAPPER.createGenerator(new DigestOutputStream(out, digest))) {
            json.writeStartObject();
            json.writeNumberProperty("format", format(entry));
            json.writePOJOProperty("entry", EntryJson.of(entry));
            json.flush();
            json.writeStringProperty("sha256", Sha256.hex(digest));
            json.writeEndObject();
        } catch (JacksonException e) {
            throw ioCause(e).orElseGet(() -> new IOException(e));
        }
    }

    private static int format(OutboxEntry entry) {
        Progress progress = entry.progress();
        if (progress.attempts() > 0
                || progress.notBefore().isPresent()
                || progress.dead().isPresent()
                || progress.lastReplay().isPresent()) {
            return FORMAT;
        }
        return entry.files().isEmpty() ? WITHOUT_FILES : WITHOUT_RETRY;
    }

    /**
     * @throws DamagedEntryException if the content is not what was written
     * @throws NewerEntryException if a later version wrote it
     */
    static OutboxEntry read(SeekableByteChannel channel) throws IOException {
        verify(channel);
        try {
            int format = format(channel);
            if (format > FORMAT) {
                throw new NewerEntryException(format);
            }
            return MAPPER.readValue(fromStart(channel), Document.class).entry().toEntry();
        } catch (JacksonException e) {
            throw ioCause(e)
                    .orElseGet(() -> new DamagedEntryException("it is not an outbox entry: " + e.getOriginalMessage()));
        } catch (RuntimeException e) {
            throw new DamagedEntryException("it is not an outbox entry: " + e.getMessage());
        }
    }

    private static Optional<IOException> ioCause(JacksonException e) {
        return e.getCause() instanceof IOException cause ? Optional.of(cause) : Optional.empty();
    }

    private static void verify(SeekableByteChannel channel) throws IOException {
        MessageDigest digest = Sha256.digest();
        InputStream in = new DigestInputStream(fromStart(channel), digest);
        byte[] buffer = new byte[BUFFER_SIZE];
        long left = Math.max(0, channel.size() - TRAILER_LENGTH);
        int read;
        do {
            read = in.readNBytes(buffer, 0, (int) Math.min(left, BUFFER_SIZE));
            left -= read;
        } while (read > 0);
        byte[] expected = trailer(Sha256.hex(digest));
        if (!Arrays.equals(expected, in.readNBytes(TRAILER_LENGTH))) {
            throw new DamagedEntryException("it is truncated or altered: its checksum is wrong");
        }
    }

    private static int format(SeekableByteChannel channel) throws IOException {
        try (JsonParser json = MAPPER.createParser(fromStart(channel))) {
            boolean found = json.nextToken() == JsonToken.START_OBJECT && "format".equals(json.nextName());
            int format = found ? json.nextIntValue(0) : 0;
            if (format < FIRST_FORMAT) {
                throw new DamagedEntryException("it does not begin with its format number");
            }
            return format;
        }
    }

    private static InputStream fromStart(SeekableByteChannel channel) throws IOException {
        return Channels.newInputStream(channel.position(0));
    }

    private static byte[] trailer(String sha256) {
        return (",\"sha256\":\"" + sha256 + "\"}").getBytes(StandardCharsets.US_ASCII);
    }
}
