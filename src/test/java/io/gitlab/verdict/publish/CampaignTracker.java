package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Tracker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What differs from tracker to tracker in a {@link Campaign}: a server with some test cases, and what it really holds. */
interface CampaignTracker extends AutoCloseable {

    /** Starts a server. */
    interface Start {
        /** @param random draws how many test cases there are, and what no documentation settles */
        CampaignTracker with(Path directory, Random random);
    }

    String name();

    List<String> testCases();

    /** An id of the right shape that no test case has. */
    String unknownTestCase();

    Map<String, String> settings();

    Tracker open(Map<String, String> settings, Deadline deadline);

    FakeTime time();

    void inflict(Faults faults);

    /** How many credentials a redirect has led astray. */
    long leaks();

    /** Gives some stored results a wrong verdict. */
    void spoilSome(Random random);

    /** What the tracker really holds of the build; in words that {@link #wanted} has, too. */
    List<Object> held();

    /** What it should hold of the test case at a place: one thing for each place where it is stored. */
    List<Object> wanted(int place, Verdict verdict);

    /** Fails if one job alone has written twice what is wanted. */
    void assertWrittenOnce(List<Object> wanted);

    /** Each file that the tracker really holds: the id of its test case, a space, and its text. */
    List<String> attached();

    @Override
    void close();
}
