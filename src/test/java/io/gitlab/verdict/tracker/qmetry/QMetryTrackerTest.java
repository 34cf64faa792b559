package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.StoredAttachment;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class QMetryTrackerTest extends TrackerContract {
    @TempDir
    private Path directory;

    private QMetryServer server;
    private Tracker tracker;
    private int testCases;

    @BeforeEach
    void start() {
        server = QMetryServer.start(directory);
        tracker = server.tracker("inconclusiveStatus", "Not Applicable");
    }

    @AfterEach
    void stop() throws IOException {
        tracker.close();
        server.close();
    }

    @Override
    protected Tracker tracker() {
        return tracker;
    }

    /** The suite contains eight test cases. */
    @Override
    protected String testCase(String name) {
        testCases++;
        return "ACME-TC-" + testCases;
    }

    @Override
    protected String unknownTestCase() {
        return "ACME-TC-999";
    }

    @Override
    protected boolean keepsEachExecution() {
        return false;
    }

    @Override
    protected byte[] bytes(StoredAttachment attachment) {
        return server.bytes(attachment.reference());
    }
}
