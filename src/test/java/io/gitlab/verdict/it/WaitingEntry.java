package io.gitlab.verdict.it;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Spool;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A publication that an earlier run left in a project's outbox: TC1 passed. */
public final class WaitingEntry {
    private static final ResultKey KEY = new ResultKey("TC1", Instant.parse("2026-11-21T20:15:03Z"));

    private WaitingEntry() {}

    /** Stores it, bound for that server. */
    public static void store(File basedir, String url) throws IOException {
        Result passed = new Result(KEY, Verdict.PASS, Duration.ZERO, "", List.of(0));
        try (DirectoryOutbox outbox = outbox(basedir)) {
            outbox.add(entry(passed, url));
        }
    }

    /** Stores one whose TC1 failed, and left a file. */
    public static void storeWithEvidence(File basedir, String url) throws IOException {
        try (DirectoryOutbox outbox = outbox(basedir);
                Spool spool = outbox.spool()) {
            Spool.Kept kept = spool.keep(out -> out.write("what waited".getBytes(StandardCharsets.UTF_8)));
            Attachment file = new Attachment("waiting.txt", kept.size(), kept.sha256(), "shop.CartIT.adds");
            Result failed = new Result(KEY, Verdict.FAIL, Duration.ZERO, "", List.of(0), List.of(file));
            outbox.add(entry(failed, url).withFiles(spool.name()));
        }
    }

    private static DirectoryOutbox outbox(File basedir) throws IOException {
        return new DirectoryOutbox(basedir.toPath().resolve(".verdict").resolve("outbox"));
    }

    private static OutboxEntry entry(Result result, String url) {
        Map<String, String> settings =
                Map.of("url", url, "workspace", "Sandbox", "project", "Sandbox", "replicaLag", "0s");
        return new OutboxEntry(KEY.date(), "rally", settings, new Publication("B1", List.of(result)));
    }
}
