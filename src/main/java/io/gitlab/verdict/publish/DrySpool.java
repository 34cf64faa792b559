package io.gitlab.verdict.publish;

import io.gitlab.verdict.files.Sha256;
import io.gitlab.verdict.outbox.Spool;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

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
        MessageDigest digest = Sha256.digest();
        Counter counter = new Counter();
        body.writeTo(new DigestOutputStream(counter, digest));
        return new Kept(Sha256.hex(digest), counter.count);
    }

    @Override
    public void close() {}
}
