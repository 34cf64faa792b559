package io.gitlab.verdict.report.input;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Passes output on, and keeps a part of it. */
public final class OutputCopy extends FilterWriter {

    private final OutputText text;

    public OutputCopy(Writer next, OutputText text) {
        super(next);
        this.text = text;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        text.append(characters, offset, length);
        out.write(characters, offset, length);
    }

    @Override
    public void write(int c) throws IOException {
        write(new char[] {(char) c}, 0, 1);
    }

    @Override
    public void write(String characters, int offset, int length) throws IOException {
        write(characters.substring(offset, offset + length).toCharArray(), 0, length);
    }
}
