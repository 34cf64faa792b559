package io.gitlab.verdict.sandbox.qmetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.gitlab.verdict.sandbox.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All events so far, and what they come to. On disk it is a file with one JSON line per transaction, which the operating
 * system has before the transaction is answered, so that it outlives the process.
 */
final class Ledger implements Closeable {
    private static final TypeReference<List<Event>> EVENTS = new TypeReference<>() {};
    private static final ObjectWriter LINES = Json.MAPPER.writerFor(EVENTS);

    private final Path file;
    private final State state = new State();
    private final List<Event> events = new ArrayList<>();
    private final FileChannel channel;
    private Consumer<List<Event>> follower = next -> {};

    Ledger(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            replay();
        }
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void replay() throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int index = 0; index < lines.size(); index++) {
            try {
                take(Json.MAPPER.readValue(lines.get(index), EVENTS));
            } catch (JsonProcessingException e) {
                if (index < lines.size() - 1) {
                    throw damaged(index + 1, e);
                }
                // The process ended while it wrote the last line: that transaction was never answered.
                Files.write(file, lines.subList(0, index));
            }
        }
    }

    private IOException damaged(int line, Exception cause) {
        return new IOException(
                "Line " + line + " of " + file + " is not what the sandbox wrote (" + cause.getMessage()
                        + "). Restore the file, or start with another state directory.",
                cause);
    }

    private void take(List<Event> next) {
        next.forEach(state::apply);
        events.addAll(next);
        follower.accept(next);
    }

    synchronized <T> T read(Function<State, T> action) {
        return action.apply(state);
    }

    /** Runs the action as a transaction: when it throws, nothing has happened. */
    synchronized <T> T write(Function<Transaction, T> action) {
        Transaction transaction = new Transaction(state);
        T result = action.apply(transaction);
        if (!transaction.events().isEmpty()) {
            append(transaction.events());
            take(List.copyOf(transaction.events()));
        }
        return result;
    }

    private void append(List<Event> next) {
        try {
            long before = channel.size();
            ByteBuffer line = ByteBuffer.wrap((LINES.writeValueAsString(next) + "\n").getBytes(StandardCharsets.UTF_8));
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

    /** Tells of each later transaction, in place of whom it told before, after all that has happened so far. */
    synchronized void follow(Consumer<List<Event>> past, Consumer<List<Event>> future) {
        past.accept(List.copyOf(events));
        follower = future;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
