package io.gitlab.verdict.outbox;

/** The port can be implemented without a directory. */
class MemoryOutboxTest extends OutboxContract {
    private final MemoryOutbox.Server server = new MemoryOutbox.Server();

    @Override
    Outbox connect() {
        return new MemoryOutbox(server);
    }
}
