package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.tracker.StoredAttachment;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class RallyTrackerTest extends TrackerContract {
    @TempDir
    private Path directory;

    private RallyServer server;
    private RallyTracker tracker;

    @BeforeEach
    void start() {
        server = RallyServer.start(directory);
        tracker = server.tracker();
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

    @Override
    protected String testCase(String name) {
        return server.testCase(name);
    }

    @Override
    protected String unknownTestCase() {
        return "TC999";
    }

    @Override
    protected byte[] bytes(StoredAttachment attachment) {
        return server.bytes(attachment.reference());
    }
}
