package io.gitlab.verdict.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The state of a dialect, in memory and in a journal. Reads run concurrently; a transaction is exclusive, and takes effect
 * only if the journal holds it.
 *
 * @param <S> the state
 * @param <C> a change of it
 */
public final class Store<S extends State<C>, C> implements Closeable {
    private final Supplier<S> empty;
    private final S state;
    private final Format<S, C> format;
    private final Journal journal;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private List<C> transaction;
    private volatile Optional<Replica<S, C>> replica = Optional.empty();

    private Store(Supplier<S> empty, Format<S, C> format, Journal journal) {
        this.empty = empty;
        this.state = empty.get();
        this.format = format;
        this.journal = journal;
    }

    /**
     * Reads the journal of a directory, or begins one, and writes it anew without its history.
     *
     * @param empty the state before the first change
     * @throws IOException if the journal cannot be read or written, or is damaged
     */
    public static <S extends State<C>, C> Store<S, C> open(Path directory, Supplier<S> empty, Format<S, C> format)
            throws IOException {
        Store<S, C> store = new Store<>(empty, format, new Journal(directory.resolve("journal.jsonl")));
        store.journal.replay(line -> line.forEach(change -> store.state.apply(format.read(change, store.state))));
        store.journal.rewrite(store.state.snapshot().map(change -> store.line(List.of(change))));
        return store;
    }

    private String line(List<C> changes) {
        return changes.stream().map(format::write).map(Object::toString).collect(Collectors.joining(",", "[", "]"));
    }

    /** Reads the current state. */
    public <T> T read(Function<S, T> action) {
        lock.readLock().lock();
        try {
            return action.apply(state);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Reads the state that a request sees: if reads lag and faults may strike the request, that of the replica. */
    public <T> T read(Dice dice, Function<S, T> action) {
        Optional<Replica<S, C>> lagging = dice.fair() ? Optional.empty() : replica;
        return lagging.isPresent() ? lagging.get().read(action) : read(action);
    }

    /** Runs the action as a transaction: an exception undoes it. Inside another transaction it is a part of that one. */
    public <T> T write(Function<S, T> action) {
        lock.writeLock().lock();
        try {
            return transaction == null ? transact(action) : action.apply(state);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private <T> T transact(Function<S, T> action) {
        List<C> changes = new ArrayList<>();
        transaction = changes;
        boolean durable = false;
        T result;
        try {
            result = action.apply(state);
            if (!changes.isEmpty()) {
                journal.append(line(changes));
            }
            durable = true;
        } finally {
            transaction = null;
            if (!durable) {
                state.rollBack(changes);
            }
        }
        state.commit(changes);
        replica.ifPresent(lagging -> lagging.take(changes));
        return result;
    }

    /** Makes a change; only inside {@link #write}. */
    public void change(C change) {
        state.change(change);
        transaction.add(change);
    }

    /** Makes reads lag behind writes as {@link Fault#REPLICA_LAG} states, or ends that: all writes are visible at once. */
    public void lag(Faults faults, Clock clock) {
        lock.writeLock().lock();
        try {
            replica = faults.rate(Fault.REPLICA_LAG) > 0
                    ? Optional.of(new Replica<>(copy(), faults, clock))
                    : Optional.empty();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private S copy() {
        S copy = empty.get();
        state.snapshot().forEach(copy::apply);
        return copy;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
