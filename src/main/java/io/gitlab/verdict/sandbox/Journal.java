package io.gitlab.verdict.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The state on disk: a file with one JSON line per transaction, replayed at start and then written anew without its
 * history. A line is handed to the operating system before the transaction is answered, so that it outlives the process.
 */
final class Journal implements Store.Log, Closeable {
    private final Path file;
    private final JournalLine lines;
    private FileChannel channel;

    Journal(Path directory, Schema schema) {
        this.file = directory.resolve("journal.jsonl");
        this.lines = new JournalLine(schema);
    }

    /** Brings the store to the state on disk, and makes the journal ready to append. */
    void replay(Store store) throws IOException {
        if (Files.exists(file)) {
            readInto(store);
        }
        compact(store);
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private void readInto(Store store) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 1;
            String line = reader.readLine();
            while (line != null) {
                String next = reader.readLine();
                replayLine(store, line, number++, next == null);
                line = next;
            }
        }
    }

    private void replayLine(Store store, String line, int number, boolean last) throws IOException {
        JsonNode tree;
        try {
            tree = Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            // The process ended while it wrote the last line: that transaction was never answered.
            if (last) {
                return;
            }
            throw damaged(number, e);
        }
        try {
            lines.replay(tree, store);
        } catch (RuntimeException e) {
            throw damaged(number, e);
        }
    }

    private IOException damaged(int number, Exception cause) {
        return new IOException(
                "Line " + number + " of " + file + " is not a change the sandbox wrote (" + cause.getMessage()
                        + "). Restore the file, or start with another state directory.",
                cause);
    }

    private void compact(Store store) throws IOException {
        Path fresh = file.resolveSibling("journal.new");
        try (BufferedWriter writer = Files.newBufferedWriter(fresh)) {
            for (String line : (Iterable<String>) lines.snapshot(store)::iterator) {
                writer.write(line);
                writer.write('\n');
            }
        }
        try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void append(List<Change> changes) {
        try {
            long before = channel.size();
            ByteBuffer line = ByteBuffer.wrap((lines.write(changes) + "\n").getBytes(StandardCharsets.UTF_8));
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
