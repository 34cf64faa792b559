package io.gitlab.verdict.outbox;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.net.URI;
import java.nio.file.Path;

/** Opens outboxes in directories, for URIs such as {@code file:///var/lib/verdict/outbox}. */
public final class DirectoryOutboxFactory implements OutboxFactory {

    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public Outbox open(URI location) {
        try {
            return new DirectoryOutbox(Path.of(location));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "outbox " + location + " names no directory: " + e.getMessage()
                            + ". Write the directory itself, or a URI such as file:///var/lib/verdict/outbox.",
                    e);
        }
    }
}
