package io.gitlab.verdict.report.cucumber;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a file, one after the other, each as a stream: a line may be larger than the heap. */
final class MessageLines extends InputStream {
    private final BufferedInputStream file;
    private long position;
    private boolean lineEnded = true;
    private boolean fileEnded;

    MessageLines(InputStream file) {
        this.file = new BufferedInputStream(file, 64 << 10);
    }

    /** Skips the rest of the line; false at the end of the file. */
    boolean nextLine() throws IOException {
        while (!lineEnded) {
            read();
        }
        file.mark(1);
        fileEnded |= file.read() < 0;
        if (!fileEnded) {
            file.reset();
        }
        lineEnded = fileEnded;
        return !fileEnded;
    }

    /** The number of bytes before the next one. */
    long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        if (lineEnded) {
            return -1;
        }
        int c = file.read();
        position += c < 0 ? 0 : 1;
        fileEnded |= c < 0;
        lineEnded = c < 0 || c == '\n';
        return lineEnded ? -1 : c;
    }

    /** Ends nothing: the reader of a line closes it. The file must be closed by its owner. */
    @Override
    public void close() {}
}
