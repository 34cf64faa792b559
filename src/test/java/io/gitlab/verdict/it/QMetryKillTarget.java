package io.gitlab.verdict.it;

import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.sandbox.TestOptions;
import io.gitlab.verdict.sandbox.TestSandbox;
import io.gitlab.verdict.sandbox.qmetry.SeedData;
import io.gitlab.verdict.sandbox.qmetry.Seeds;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.sandbox.qmetry.TestQmetry;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * QMetry, where the run of a test case has one status that each build sets again: its lines contain every status that
 * was set.
 */
public record QMetryKillTarget(TestSandbox sandbox, TestQmetry qmetry) implements KillTarget {
    private static final String SUITE = "Killed at any instant";
    private static final int BEFORE_FIRST = 15;

    /** Starts it, with a suite for the campaign. */
    public static QMetryKillTarget start(File basedir) throws IOException {
        SeedData.Suite suite =
                Seeds.suite(SUITE, "Chrome", "Sprint 1", BEFORE_FIRST + 1, BEFORE_FIRST + KillCampaign.RESULTS);
        TestQmetry qmetry = new TestQmetry(Seeds.standardWith("ACME", suite));
        TestSandbox sandbox = TestSandbox.start(
                basedir.toPath().resolve("tracker"), API_KEY, Clock.systemUTC(), TestOptions.NONE, qmetry);
        return new QMetryKillTarget(sandbox, qmetry);
    }

    @Override
    public List<String> settings() {
        return List.of(
                "-Dverdict.qmetry.url=" + sandbox.url(),
                "-Dverdict.qmetry.project=ACME",
                "-Dverdict.qmetry.testSuite=" + SUITE,
                "-Dverdict.qmetry.createBuild=true",
                "-Dverdict.qmetry.writesPerMinute=6000",
                "-Dverdict.qmetry.replicaLag=1s");
    }

    @Override
    public String testCase(int number) {
        return "ACME-TC-" + (BEFORE_FIRST + number);
    }

    @Override
    public List<String> held(String build) {
        return qmetry.runs().stream()
                .filter(run -> run.build().equals(build))
                .map(run -> told(run.testCase(), firstLine(run), run.statuses()))
                .toList();
    }

    /** The first line of the comment, where the plugin states the build. */
    private static String firstLine(StoredRun run) {
        return run.comment().lines().findFirst().orElse("");
    }

    @Override
    public String line(String testCase, String build, List<Verdict> verdicts) {
        return told(
                testCase, build, verdicts.stream().map(QMetryKillTarget::status).toList());
    }

    private static String told(String testCase, String comment, List<String> statuses) {
        return testCase + " \"" + comment + "\" " + statuses;
    }

    private static String status(Verdict verdict) {
        return verdict == Verdict.PASS ? "Passed" : "Failed";
    }
}
