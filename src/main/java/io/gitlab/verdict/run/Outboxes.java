package io.gitlab.verdict.run;

import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxFactory;
import io.gitlab.verdict.settings.DefaultSettings;

/** Opens the outbox that the settings name. */
final class Outboxes {
    private Outboxes() {}

    static Outbox open(FrontEnd frontEnd) {
        String location = frontEnd.settings().text("outbox", DefaultSettings.OUTBOX);
        return OutboxFactory.open(location, frontEnd.project().top());
    }
}
