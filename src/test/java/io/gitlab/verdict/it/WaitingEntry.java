package io.gitlab.verdict.it;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A publication that an earlier run left in a project's outbox: TC1 passed. */
public final class WaitingEntry {
    private WaitingEntry() {}

    /** Stores it, bound for that server. */
    public static void store(File basedir, String url) throws IOException {
        Instant date = Instant.parse("2026-11-21T20:15:03Z");
        Result passed = new Result(new ResultKey("TC1", date), Verdict.PASS, Duration.ZERO, "", List.of(0));
        Map<String, String> settings =
                Map.of("url", url, "workspace", "Sandbox", "project", "Sandbox", "replicaLag", "0s");
        Publication publication = new Publication("B1", List.of(passed));
        try (DirectoryOutbox outbox =
                new DirectoryOutbox(basedir.toPath().resolve(".verdict").resolve("outbox"))) {
            outbox.store(new OutboxEntry(date, "rally", settings, publication, List.of()));
        }
    }
}
