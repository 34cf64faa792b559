package io.gitlab.verdict.it;

import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.util.List;

/** What a {@link KillCampaign} has to know of the tracker that its runs publish to. */
public interface KillTarget extends AutoCloseable {
    String API_KEY = "_canary-5c1f0b7e9d";

    /** The server. */
    TestSandbox sandbox();

    /** The settings of a run, as on the command line. */
    List<String> settings();

    /** The test case that the campaign's test with that number proves, from 1 on. */
    String testCase(int number);

    /** What is really stored in a build, in any order: one line for each result, which begins with its test case. */
    List<String> held(String build) throws IOException, InterruptedException;

    /**
     * The line of a test case that is held once and right.
     *
     * @param verdicts its verdicts of all builds until this one, which is the last
     */
    String line(String testCase, String build, List<Verdict> verdicts);

    @Override
    default void close() {
        sandbox().close();
    }
}
