package io.gitlab.verdict.evidence;

import io.gitlab.verdict.outbox.Spool;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Writes attachments into the spool: texts masked, and compressed if they would otherwise be too large. */
final class SpoolWriter {
    /** The best ratio to expect: a larger text is not compressed at all. */
    private static final int BEST_COMPRESSION = 100;

    private static final int HEAD = 8 << 10;

    /**
     * The attachment made of a file.
     *
     * @param kept the stored bytes
     * @param compressed whether the bytes are compressed
     */
    record Written(Spool.Kept kept, boolean compressed) {}

    private static final class TooLargeException extends IOException {}

    private final Redaction redaction;
    private final long maxSize;
    private final Spool spool;
    private final Map<Path, Optional<Written>> written = new HashMap<>();

    SpoolWriter(Redaction redaction, long maxSize, Spool spool) {
        this.redaction = redaction;
        this.maxSize = maxSize;
        this.spool = spool;
    }

    /** Stores a file; empty if it is too large. A file of several results is read once. */
    Optional<Written> write(Path real) throws IOException, RefusedFileException {
        Optional<Written> known = written.get(real);
        if (known == null) {
            known = read(real);
            written.put(real, known);
        }
        return known;
    }

    /** Stores a generated text, which is never too large. */
    Spool.Kept write(String text) throws IOException {
        return spool.keep(out -> out.write(redaction.mask(text).getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<Written> read(Path real) throws IOException, RefusedFileException {
        Optional<Charset> text = text(real);
        long size = Files.size(real);
        if (size <= maxSize) {
            try {
                return Optional.of(new Written(keep(real, text, false), false));
            } catch (TooLargeException e) {
                // Masking, or a write in the meantime, made it larger.
            }
        }
        if (text.isEmpty() || size / BEST_COMPRESSION > maxSize) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Written(keep(real, text, true), true));
        } catch (TooLargeException e) {
            return Optional.empty();
        }
    }

    private Spool.Kept keep(Path real, Optional<Charset> text, boolean compressed)
            throws IOException, RefusedFileException {
        try (InputStream in = PathGuard.open(real)) {
            return spool.keep(out -> write(in, text, compressed, new Limited(out, maxSize)));
        }
    }

    private void write(InputStream in, Optional<Charset> text, boolean compressed, OutputStream limited)
            throws IOException {
        if (text.isEmpty()) {
            in.transferTo(limited);
            return;
        }
        OutputStream out = compressed ? new GZIPOutputStream(limited) : limited;
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, text.get()));
        redaction.mask(new BufferedReader(new InputStreamReader(in, text.get())), writer);
        writer.flush();
        if (out instanceof GZIPOutputStream gzip) {
            gzip.finish();
        }
    }

    /** A character set that reproduces each byte of a text; empty if the file is binary. */
    private static Optional<Charset> text(Path real) throws IOException, RefusedFileException {
        byte[] head;
        try (InputStream in = new BufferedInputStream(PathGuard.open(real))) {
            head = in.readNBytes(HEAD);
        }
        int mark = head.length < 2 ? 0 : (head[0] & 0xFF) << 8 | head[1] & 0xFF;
        if (mark == 0xFEFF || mark == 0xFFFE) {
            return Optional.of(mark == 0xFEFF ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
        }
        for (byte one : head) {
            if (one == 0) {
                return Optional.empty();
            }
        }
        return Optional.of(StandardCharsets.ISO_8859_1);
    }

    /** Refuses to become larger. */
    private static final class Limited extends FilterOutputStream {
        private long left;

        Limited(OutputStream out, long limit) {
            super(out);
            this.left = limit;
        }

        @Override
        public void write(int b) throws IOException {
            take(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            take(length);
            out.write(bytes, offset, length);
        }

        private void take(int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new TooLargeException();
            }
        }
    }
}
