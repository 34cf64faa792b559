package io.gitlab.verdict.report.input;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text of a report that may be larger than the heap: a long one is kept in a temporary file until {@link #close}. Nothing is
 * kept of a text that is longer than {@value #MAX_CHARS} characters, or cannot be stored.
 */
public final class SpooledText extends Writer {

    static final int MAX_CHARS = 40 << 20;
    private static final int IN_MEMORY = 64 << 10;

    @FunctionalInterface
    interface Storage {
        Path create() throws IOException;
    }

    private final Storage storage;
    private final StringBuilder head = new StringBuilder();
    private Path file;
    private Writer rest;
    private long chars;
    private String failure = "";

    /** An empty text. */
    public SpooledText() {
        this(() -> Files.createTempFile("verdict-", ".txt"));
    }

    SpooledText(Storage storage) {
        this.storage = storage;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        chars += length;
        if (chars > MAX_CHARS) {
            failure = "it is longer than " + MAX_CHARS + " characters";
        }
        if (!failure.isEmpty()) {
            return;
        }
        if (rest == null && head.length() + length <= IN_MEMORY) {
            head.append(characters, offset, length);
            return;
        }
        try {
            spool().write(characters, offset, length);
        } catch (IOException e) {
            failure = "it cannot be stored: " + e;
        }
    }

    private Writer spool() throws IOException {
        if (rest == null) {
            file = storage.create();
            rest = Files.newBufferedWriter(file);
            rest.append(head);
        }
        return rest;
    }

    /** The text from its beginning. */
    public Reader reader() throws IOException {
        if (!failure.isEmpty()) {
            throw new IOException(failure);
        }
        if (rest == null) {
            return new StringReader(head.toString());
        }
        rest.flush();
        return Files.newBufferedReader(file);
    }

    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
        if (file == null) {
            return;
        }
        try {
            if (rest != null) {
                rest.close();
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
