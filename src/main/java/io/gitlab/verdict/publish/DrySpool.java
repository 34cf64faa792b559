package io.gitlab.verdict.publish;

import io.gitlab.verdict.outbox.Spool;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Keeps nothing: a dry run only lists what would be attached. */
final class DrySpool implements Spool {
    static final String NAME = "dry run";

    private static final class Counter extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kept keep(Body body) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Counter counter = new Counter();
            body.writeTo(new DigestOutputStream(counter, digest));
            return new Kept(HexFormat.of().formatHex(digest.digest()), counter.count);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {}
}
