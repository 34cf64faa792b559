package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.TransactionFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectWriter;

/** All events so far, in memory and on disk, and what they come to. */
final class Ledger implements Closeable {
    private static final TypeReference<List<Event>> EVENTS = new TypeReference<>() {};
    private static final ObjectWriter LINES = Json.MAPPER.writerFor(EVENTS);

    private final State state = new State();
    private final List<Event> events = new ArrayList<>();
    private final TransactionFile transactions;
    private Consumer<List<Event>> follower = next -> {};

    Ledger(Path file) throws IOException {
        transactions = new TransactionFile(file);
        transactions.replay(line -> take(Json.MAPPER.readValue(line, EVENTS)));
        transactions.open();
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
        transactions.append(LINES.writeValueAsString(next));
    }

    /** Tells of each later transaction, in place of whom it told before, after all that has happened so far. */
    synchronized void follow(Consumer<List<Event>> past, Consumer<List<Event>> future) {
        past.accept(List.copyOf(events));
        follower = future;
    }

    @Override
    public void close() throws IOException {
        transactions.close();
    }
}
