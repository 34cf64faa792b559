package io.gitlab.verdict.mojo;

import io.gitlab.verdict.run.FrontEnd;
import io.gitlab.verdict.run.StatusCommand;
import io.gitlab.verdict.settings.DefaultSettings;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Reports the status of test cases over test sets (plans): Not Scheduled, Failed, Blocked, Scheduled or Passed. In one test
 * set, the latest run counts; over several, the most urgent status, regardless of when the test case ran. Archived test
 * sets do not count. Also reports coverage: test cases that no test of the build verified, and tests that verify no
 * test case there.
 * <p>
 * Writes {@code target/verdict/status.html}, a page with a chart per test set, and {@code status.json}. Only reads from
 * the tracker. Works without a POM.
 *
 * @since 1.0.0
 */
@Mojo(name = "status", requiresProject = false, aggregator = true, threadSafe = true)
public final class StatusMojo extends AbstractTrackerMojo {

    /**
     * Test sets, or the tracker's other run containers, by ID or name; {@code *} matches any characters. If unset, all of the
     * project that are not archived, and every test case of the project. Example: {@code TS42,Sprint-*}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.status.testSets")
    private List<String> statusTestSets;

    /**
     * Whether unexecuted runs count. If {@code true}, a test case that is planned in a test set without a result is Scheduled
     * there. If {@code false}, only executed runs count; a test case that has none is still Scheduled.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.status.countUnexecuted", defaultValue = DefaultSettings.STATUS_COUNT_UNEXECUTED)
    private String statusCountUnexecuted;

    @Override
    void run(FrontEnd frontEnd) throws RefusedException, UnavailableException, IOException {
        new StatusCommand(frontEnd).run();
    }
}
