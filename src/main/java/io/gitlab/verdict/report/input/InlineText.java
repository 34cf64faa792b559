package io.gitlab.verdict.report.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Files that a report holds inline, as text: base64, or a {@code data:} URI. They are decoded as a stream. */
public final class InlineText {

    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";
    private static final int MAX_TYPE_CHARS = 200;
    private static final Map<String, String> EXTENSIONS = Map.of(
            "text/plain", ".txt",
            "text/html", ".html",
            "text/csv", ".csv",
            "application/json", ".json",
            "application/xml", ".xml",
            "application/pdf", ".pdf",
            "image/png", ".png",
            "image/jpeg", ".jpg",
            "image/gif", ".gif",
            "image/svg+xml", ".svg");

    /**
     * A {@code data:} URI.
     *
     * @param extension the usual extension of files of its type, with a dot; empty if the type is unknown
     * @param bytes its content
     */
    public record DataUri(String extension, InputStream bytes) {}

    private InlineText() {}

    /** Whether the text begins as a {@code data:} URI. */
    public static boolean isDataUri(String beginning) {
        return beginning.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * Reads a URI up to its content.
     *
     * @param text at the character after {@code data:}
     * @return empty if it is malformed
     */
    public static Optional<DataUri> dataUri(Reader text) throws IOException {
        StringBuilder type = new StringBuilder();
        for (int c = text.read(); c != ','; c = text.read()) {
            if (c < 0 || type.length() == MAX_TYPE_CHARS) {
                return Optional.empty();
            }
            type.append((char) c);
        }
        String parts = type.toString().strip().toLowerCase(Locale.ROOT);
        boolean encoded = parts.endsWith(BASE64);
        String mediaType = parts.replaceFirst(";.*", "");
        String extension = EXTENSIONS.getOrDefault(mediaType, mediaType.isEmpty() ? ".txt" : "");
        return Optional.of(new DataUri(extension, encoded ? base64(text) : new PercentDecoded(new Characters(text))));
    }

    /** The bytes of a text in base64; white space does not matter. */
    public static InputStream base64(Reader text) {
        return Base64.getMimeDecoder().wrap(new Characters(text));
    }

    /** The characters of a text in UTF-8. */
    private static final class Characters extends InputStream {
        private final Reader text;
        private final char[] block = new char[1024];
        private byte[] bytes = new byte[0];
        private int position;

        Characters(Reader text) {
            this.text = text;
        }

        @Override
        public int read() throws IOException {
            return position < bytes.length || fill() ? bytes[position++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (position == bytes.length && !fill()) {
                return -1;
            }
            int count = Math.min(length, bytes.length - position);
            System.arraycopy(bytes, position, buffer, offset, count);
            position += count;
            return count;
        }

        private boolean fill() throws IOException {
            int count = text.read(block, 0, block.length - 1);
            if (count < 0) {
                return false;
            }
            if (Character.isHighSurrogate(block[count - 1])) {
                count += Math.max(0, text.read(block, count, 1));
            }
            bytes = new String(block, 0, count).getBytes(StandardCharsets.UTF_8);
            position = 0;
            return true;
        }
    }

    private static final class PercentDecoded extends InputStream {
        private final InputStream encoded;

        PercentDecoded(InputStream encoded) {
            this.encoded = encoded;
        }

        @Override
        public int read() throws IOException {
            int c = encoded.read();
            return c == '%' ? digit() << 4 | digit() : c;
        }

        private int digit() throws IOException {
            int digit = Character.digit(encoded.read(), 16);
            if (digit < 0) {
                throw new IOException("a % is not followed by two hexadecimal digits");
            }
            return digit;
        }
    }
}
