package io.gitlab.verdict.sandbox;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.core.exc.StreamReadException;

/**
 * A file with one JSON line per transaction. A line is handed to the operating system before the transaction is answered,
 * so that it outlives the process.
 */
public final class TransactionFile implements Closeable {

    /** Takes the transactions of before, one after the other. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes one.
         *
         * @throws StreamReadException if it is not whole
         * @throws RuntimeException if it is nothing that the sandbox wrote
         */
        void read(String line);
    }

    private final Path file;
    private FileChannel channel;

    /** Opens nothing yet. */
    public TransactionFile(Path file) {
        this.file = file;
    }

    /**
     * Reads what is there, if it is there.
     *
     * @throws IOException if it cannot be read, or is damaged; the message names the file and the line
     */
    public void replay(Reader reader) throws IOException {
        if (Files.exists(file)) {
            read(reader);
        }
    }

    private void read(Reader reader) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            long whole = 0;
            int number = 1;
            String line = lines.readLine();
            while (line != null) {
                String next = lines.readLine();
                try {
                    reader.read(line);
                } catch (StreamReadException e) {
                    if (next != null) {
                        throw damaged(number, e);
                    }
                    cutTo(whole);
                } catch (RuntimeException e) {
                    throw damaged(number, e);
                }
                whole += line.getBytes(StandardCharsets.UTF_8).length + 1;
                number++;
                line = next;
            }
        }
    }

    /** The process ended while it wrote the last line: that transaction was never answered. */
    private void cutTo(long size) throws IOException {
        try (FileChannel torn = FileChannel.open(file, StandardOpenOption.WRITE)) {
            torn.truncate(size);
        }
    }

    private IOException damaged(int line, Exception cause) {
        return new IOException(
                "Line " + line + " of " + file + " is not what the sandbox wrote (" + cause.getMessage()
                        + "). Restore the file, or start with another state directory.",
                cause);
    }

    /** Makes it ready to append; creates it if need be. */
    public void open() throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * Adds a transaction, or leaves the file as it was.
     *
     * @param json without a line break
     * @throws UncheckedIOException if it cannot be written
     */
    public void append(String json) {
        try {
            long before = channel.size();
            ByteBuffer line = ByteBuffer.wrap((json + "\n").getBytes(StandardCharsets.UTF_8));
            try {
                while (line.hasRemaining()) {
                    channel.write(line);
                }
            } catch (IOException e) {
                channel.truncate(before);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot write " + file, e);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
