package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under any faults, nothing is lost, duplicated, wrong, or falsely reported as published. More seeds:
 * {@code mvn test -Dtest=FaultCampaignTest -Dcampaign.seeds=20000}.
 */
class FaultCampaignTest {
    private static final int SEEDS_OF_RALLY = 1_000;
    private static final int SEEDS_OF_QMETRY = 300;
    private static final int FAILURES_TOLD = 10;

    @TempDir
    private Path directory;

    @Test
    void leavesEachResultOnceAndRightInRallyOrTold() throws Exception {
        run("leavesEachResultOnceAndRightInRallyOrTold", RallyCampaign::new, SEEDS_OF_RALLY);
    }

    @Test
    void leavesEachStatusRightInQMetryOrTold() throws Exception {
        run("leavesEachStatusRightInQMetryOrTold", QMetryCampaign::new, SEEDS_OF_QMETRY);
    }

    private void run(String test, CampaignTracker.Start start, int usual) throws Exception {
        List<String> failures = new ArrayList<>();
        for (long seed : seeds(usual)) {
            try {
                Campaign.run(seed, Files.createDirectory(directory.resolve("seed-" + seed)), start);
            } catch (AssertionError | RuntimeException e) {
                failures.add("mvn test -Dtest=FaultCampaignTest#" + test + " -Dcampaign.seed=" + seed + "\n" + e);
            }
            if (failures.size() == FAILURES_TOLD) {
                break;
            }
        }
        assertThat(failures).as("commands that replay what failed").isEmpty();
    }

    private static long[] seeds(int usual) {
        Long one = Long.getLong("campaign.seed");
        return one == null
                ? LongStream.range(0, Integer.getInteger("campaign.seeds", usual))
                        .toArray()
                : new long[] {one};
    }
}
