package io.gitlab.verdict.http;

import io.gitlab.verdict.time.Deadline;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Fails after the deadline, so that sending a long body ends. */
final class DeadlineOutputStream extends FilterOutputStream {
    private final Deadline deadline;

    DeadlineOutputStream(OutputStream out, Deadline deadline) {
        super(out);
        this.deadline = deadline;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (deadline.passed()) {
            throw late(null);
        }
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw deadline.passed() ? late(e) : e;
        }
    }

    private IncompleteBodyException late(IOException cause) {
        return new IncompleteBodyException(
                "the deadline of " + deadline.budget() + " passed while the request was sent", cause);
    }
}
