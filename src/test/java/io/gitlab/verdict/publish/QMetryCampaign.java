package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.qmetry.Assumption;
import io.gitlab.verdict.sandbox.qmetry.SeedData;
import io.gitlab.verdict.sandbox.qmetry.Seeds;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import io.gitlab.verdict.tracker.qmetry.QMetryTrackerFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/** QMetry, with one platform or two, where a run holds a status and no date. */
final class QMetryCampaign implements CampaignTracker {
    private static final String SUITE = "ACME-TS-7";
    private static final List<String> PLATFORMS = List.of("Chrome", "Firefox");

    /** A status of the project ACME that no verdict maps to. */
    private static final long PASSED_WITH_REMARKS = 3283;

    private static final Map<Verdict, String> STATUSES = Map.of(
            Verdict.PASS, "Passed",
            Verdict.FAIL, "Failed",
            Verdict.ERROR, "Failed",
            Verdict.BLOCKED, "Blocked",
            Verdict.INCONCLUSIVE, "Not Applicable");

    private final QMetryServer server;
    private final List<String> testCases;
    private final List<String> platforms;
    private final OptionalInt batchSize;
    private final boolean createsBuild;

    QMetryCampaign(Path directory, Random random) {
        int count = 1 + random.nextInt(30);
        SeedData.Suite suite = new SeedData.Suite(
                "Campaign", PLATFORMS, List.of("Sprint 1"), 101, 100 + count, List.of(), false, false);
        // Files that QMetry does not list cannot be known again by the next run.
        this.server = QMetryServer.start(
                directory,
                Seeds.standardWith("ACME", suite),
                Integer.MAX_VALUE,
                Arrays.stream(Assumption.values())
                        .filter(one -> one != Assumption.FILES_OF_RUNS_ARE_NOT_LISTED)
                        .filter(one -> random.nextInt(one == Assumption.DESCRIPTION_IS_LOST ? 2 : 4) == 0)
                        .toArray(Assumption[]::new));
        this.testCases = IntStream.rangeClosed(101, 100 + count)
                .mapToObj(number -> "ACME-TC-" + number)
                .toList();
        this.platforms = random.nextInt(3) == 0 ? PLATFORMS : PLATFORMS.subList(0, 1);
        this.createsBuild = random.nextBoolean();
        this.batchSize = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(40));
    }

    @Override
    public String name() {
        return "qmetry";
    }

    @Override
    public List<String> testCases() {
        return testCases;
    }

    @Override
    public String unknownTestCase() {
        return "ACME-TC-99999";
    }

    /** The lag is that of the faults. */
    @Override
    public Map<String, String> settings() {
        return server.settings(
                "testSuite",
                SUITE,
                "platform",
                String.join(",", platforms),
                "inconclusiveStatus",
                "Not Applicable",
                "replicaLag",
                "8s",
                "createBuild",
                Boolean.toString(createsBuild));
    }

    @Override
    public Tracker open(Map<String, String> settings, Deadline deadline) {
        return new QMetryTrackerFactory().open(server.connection(settings, batchSize, deadline));
    }

    @Override
    public FakeTime time() {
        return server.time();
    }

    @Override
    public void inflict(Faults faults) {
        server.inflict(faults);
    }

    @Override
    public long leaks() {
        return server.leaks();
    }

    @Override
    public void spoilSome(Random random) {
        for (StoredRun run : runs()) {
            if (!run.statuses().isEmpty() && random.nextBoolean()) {
                server.setStatus(run, PASSED_WITH_REMARKS);
            }
        }
    }

    private List<StoredRun> runs() {
        return server.runs(SUITE);
    }

    /** A run that was executed, as QMetry really holds it. */
    private record Held(String testCase, String platform, String status, String build) {}

    @Override
    public List<Object> held() {
        return runs().stream()
                .filter(run -> !run.statuses().isEmpty())
                .<Object>map(run -> new Held(run.testCase(), run.platform(), run.status(), run.build()))
                .toList();
    }

    @Override
    public List<Object> wanted(int place, Verdict verdict) {
        return platforms.stream()
                .<Object>map(platform -> new Held(
                        testCases.get(place), platform, STATUSES.get(verdict), createsBuild ? Campaign.BUILD : ""))
                .toList();
    }

    /**
     * A run that has the wanted status is not given it again, an answer that was lost included. Faults may store a wrong
     * one twice in turn; and QMetry offers nothing by which two jobs, or two runs within the lag of a replica, could know
     * of each other.
     */
    @Override
    public void assertWrittenOnce(List<Object> wanted) {
        for (StoredRun run : runs()) {
            List<String> statuses = run.statuses();
            for (int i = 1; i < statuses.size(); i++) {
                boolean right = wanted.contains(new Held(run.testCase(), run.platform(), statuses.get(i), run.build()));
                assertThat(right && statuses.get(i).equals(statuses.get(i - 1)))
                        .as("%s on %s was given %s", run.testCase(), run.platform(), statuses)
                        .isFalse();
            }
        }
    }

    @Override
    public List<String> attached() {
        return runs().stream()
                .flatMap(run -> server.files(run).stream()
                        .map(bytes -> run.testCase() + " " + new String(bytes, StandardCharsets.UTF_8)))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
