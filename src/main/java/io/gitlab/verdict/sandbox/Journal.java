package io.gitlab.verdict.sandbox;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A file with one JSON line per transaction. A line is passed to the operating system before the transaction is
 * answered, so that it survives the end of the process, but not a loss of power.
 */
final class Journal implements Closeable {
    /** In bytes of UTF-8. */
    private static final int LONGEST_CHARACTER = 4;

    private final Path file;
    private FileChannel channel;

    Journal(Path file) {
        this.file = file;
    }

    /**
     * Reads all transactions. An incomplete last line is cut off: the process ended while it wrote that line, and the
     * transaction was never answered.
     *
     * @throws IOException if the file cannot be read, or is damaged; the message names the file and the line
     */
    void replay(Consumer<JsonNode> reader) throws IOException {
        if (Files.exists(file)) {
            cutTornCharacter();
            try {
                read(reader);
            } catch (CharacterCodingException e) {
                throw new IOException(
                        file + " is not UTF-8, so the sandbox did not write it. Restore the file, or start with another"
                                + " state directory.",
                        e);
            }
        }
    }

    /** An incomplete last line may end within a character, which the reader would refuse. */
    private void cutTornCharacter() throws IOException {
        try (FileChannel torn = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int size = (int) Math.min(LONGEST_CHARACTER, torn.size());
            ByteBuffer tail = ByteBuffer.allocate(size);
            torn.read(tail, torn.size() - size);
            int rest = tornBytes(tail.array());
            if (rest > 0) {
                torn.truncate(torn.size() - rest);
            }
        }
    }

    private static int tornBytes(byte[] tail) {
        for (int length = 1; length <= tail.length; length++) {
            int leadingOnes = Integer.numberOfLeadingZeros(~(tail[tail.length - length] << 24));
            if (leadingOnes != 1) {
                return leadingOnes > length ? length : 0;
            }
        }
        return 0;
    }

    private void read(Consumer<JsonNode> reader) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            long complete = 0;
            int number = 1;
            String line = lines.readLine();
            while (line != null) {
                String next = lines.readLine();
                Optional<JsonNode> transaction = parse(line, number, next == null);
                if (transaction.isPresent()) {
                    accept(transaction.get(), number, reader);
                } else {
                    cutTo(complete);
                }
                complete += line.getBytes(StandardCharsets.UTF_8).length + 1;
                number++;
                line = next;
            }
        }
    }

    /** Empty if it is incomplete. */
    private Optional<JsonNode> parse(String line, int number, boolean last) throws IOException {
        try {
            return Optional.of(Json.MAPPER.readTree(line));
        } catch (JacksonException e) {
            if (last) {
                return Optional.empty();
            }
            throw damaged(number, e);
        }
    }

    /** A transaction that can be parsed but not applied, such as one of another version, is never cut off. */
    private void accept(JsonNode transaction, int number, Consumer<JsonNode> reader) throws IOException {
        try {
            reader.accept(transaction);
        } catch (RuntimeException e) {
            throw damaged(number, e);
        }
    }

    private void cutTo(long size) throws IOException {
        try (FileChannel torn = FileChannel.open(file, StandardOpenOption.WRITE)) {
            torn.truncate(size);
        }
    }

    private IOException damaged(int line, Exception cause) {
        return new IOException(
                "Line " + line + " of " + file + " was not written by the sandbox (" + cause.getMessage()
                        + "). Restore the file, or start with another state directory.",
                cause);
    }

    /** Replaces all transactions by these lines, and gets ready to append. */
    void rewrite(Stream<String> lines) throws IOException {
        Path fresh = file.resolveSibling("journal.new");
        try (BufferedWriter writer = Files.newBufferedWriter(fresh)) {
            for (String line : (Iterable<String>) lines::iterator) {
                writer.write(line);
                writer.write('\n');
            }
        }
        try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        channel = FileChannel.open(file, StandardOpenOption.APPEND);
    }

    /**
     * Adds a transaction, or leaves the file unchanged.
     *
     * @param json without a line break
     * @throws UncheckedIOException if the file cannot be written
     */
    void append(String json) {
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
