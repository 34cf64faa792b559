package io.gitlab.verdict.sandbox;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a dialect stores, built from changes. By default the changes of a transaction take effect when it ends, and its own
 * reads see the state before; a state whose transactions read their own changes overrides {@link #change}, {@link #commit}
 * and {@link #rollBack}.
 *
 * @param <C> a change
 */
public interface State<C> {
    /** Applies a change that is durable already, or that never has to be. */
    void apply(C change);

    /** The changes that build this state from an empty one. */
    Stream<C> snapshot();

    /** A transaction makes a change that is not durable yet. */
    default void change(C change) {}

    /** The changes of a transaction are durable. */
    default void commit(List<C> changes) {
        changes.forEach(this::apply);
    }

    /** A transaction failed; the state must be as before its changes. */
    default void rollBack(List<C> changes) {}
}
