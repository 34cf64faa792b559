package io.gitlab.verdict.report.cucumber;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A JSON string somewhere in a UTF-8 file, as a stream: a screenshot or video may be larger than the heap. */
final class JsonStringStream extends InputStream {
    private final InputStream json;
    private byte[] pending = {};
    private int next;
    private boolean ended;

    private JsonStringStream(InputStream json) {
        this.json = json;
    }

    /**
     * Opens a string.
     *
     * @param offset of its opening quote, in bytes
     * @param base64 whether its text is to be decoded
     */
    static InputStream open(Path file, long offset, boolean base64) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        try {
            InputStream json = new BufferedInputStream(Channels.newInputStream(channel.position(offset)), 64 << 10);
            if (json.read() != '"') {
                throw new StreamCorruptedException("no string at byte " + offset + " of " + file);
            }
            InputStream text = new JsonStringStream(json);
            return base64 ? Base64.getMimeDecoder().wrap(text) : text;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        if (next < pending.length) {
            return pending[next++] & 0xFF;
        }
        int c = ended ? '"' : json.read();
        if (c == '"') {
            ended = true;
            return -1;
        }
        if (c < 0) {
            throw new EOFException("the string does not end");
        }
        return c == '\\' ? escaped() : c;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private int escaped() throws IOException {
        int c = json.read();
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> c;
        };
    }

    private int unicode() throws IOException {
        char unit = unit();
        String text = String.valueOf(unit);
        if (Character.isHighSurrogate(unit) && json.read() == '\\' && json.read() == 'u') {
            text += unit();
        }
        pending = text.getBytes(StandardCharsets.UTF_8);
        next = 0;
        return pending[next++] & 0xFF;
    }

    private char unit() throws IOException {
        try {
            return (char) Integer.parseInt(new String(json.readNBytes(4), StandardCharsets.US_ASCII), 16);
        } catch (NumberFormatException e) {
            throw new StreamCorruptedException("not an escaped character");
        }
    }
}
