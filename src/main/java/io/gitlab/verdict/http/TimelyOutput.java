package io.gitlab.verdict.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Ends amid a long body when the deadline passes. */
final class TimelyOutput extends FilterOutputStream {
    private final Deadline deadline;

    TimelyOutput(OutputStream out, Deadline deadline) {
        super(out);
        this.deadline = deadline;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (deadline.passed()) {
            throw new IncompleteBodyException(
                    "the deadline of " + deadline.budget() + " passed amid the request", null);
        }
        out.write(bytes, from, length);
    }
}
