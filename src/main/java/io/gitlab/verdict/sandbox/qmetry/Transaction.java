package io.gitlab.verdict.sandbox.qmetry;

import java.util.ArrayList;
import java.util.List;

/** Events that happen together or not at all. What is read meanwhile is the state before them. */
final class Transaction {
    private final State state;
    private final List<Event> events = new ArrayList<>();
    private long lastId;

    Transaction(State state) {
        this.state = state;
        this.lastId = state.lastId();
    }

    State state() {
        return state;
    }

    /** An id that nothing has yet. */
    long id() {
        return ++lastId;
    }

    void add(Event event) {
        events.add(event);
    }

    List<Event> events() {
        return events;
    }
}
