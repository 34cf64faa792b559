package io.gitlab.verdict.sandbox.qmetry;

import java.util.function.Consumer;

/** Events that take effect together or not at all. Reads of the transaction see the state before them. */
final class Transaction {
    private final QmetryState state;
    private final Consumer<QmetryEvent> events;
    private long lastId;

    /** @param events receives the events of the transaction */
    Transaction(QmetryState state, Consumer<QmetryEvent> events) {
        this.state = state;
        this.events = events;
        this.lastId = state.lastId();
    }

    QmetryState state() {
        return state;
    }

    /** An unused id. */
    long id() {
        return ++lastId;
    }

    void add(QmetryEvent event) {
        events.accept(event);
    }
}
