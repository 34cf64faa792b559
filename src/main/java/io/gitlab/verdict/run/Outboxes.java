package io.gitlab.verdict.run;

import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.settings.DefaultSettings;
import java.io.IOException;

/** Opens the outbox that the settings name. */
final class Outboxes {
    private Outboxes() {}

    static Outbox open(FrontEnd frontEnd) throws IOException {
        String directory = frontEnd.settings().text("outbox", DefaultSettings.OUTBOX);
        return new DirectoryOutbox(frontEnd.project().top().resolve(directory));
    }
}
