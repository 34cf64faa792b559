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
 * Nothing lost, nothing twice, nothing wrong, nothing falsely told as published, whatever goes wrong. More seeds:
 * {@code mvn test -Dtest=FaultCampaignTest -Dcampaign.seeds=20000}.
 */
class FaultCampaignTest {
    private static final int SEEDS = 1_000;
    private static final int FAILURES_TOLD = 10;

    @TempDir
    private Path directory;

    @Test
    void leavesEachResultOnceAndRightOrTold() throws Exception {
        List<String> failures = new ArrayList<>();
        for (long seed : seeds()) {
            try {
                Campaign.run(seed, Files.createDirectory(directory.resolve("seed-" + seed)));
            } catch (AssertionError | RuntimeException e) {
                failures.add("mvn test -Dtest=FaultCampaignTest -Dcampaign.seed=" + seed + "\n" + e);
            }
            if (failures.size() == FAILURES_TOLD) {
                break;
            }
        }
        assertThat(failures).as("commands that replay what failed").isEmpty();
    }

    private static long[] seeds() {
        Long one = Long.getLong("campaign.seed");
        return one == null
                ? LongStream.range(0, Integer.getInteger("campaign.seeds", SEEDS))
                        .toArray()
                : new long[] {one};
    }
}
