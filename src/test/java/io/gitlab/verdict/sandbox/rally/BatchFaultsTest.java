package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BatchFaultsTest {
    @TempDir
    private Path directory;

    private Outages tracker;

    private void start(String faults, long seed, Assumption... assumptions) throws IOException {
        tracker = new Outages(directory, assumptions);
        tracker.inflict(faults, seed);
    }

    @AfterEach
    void stop() {
        tracker.close();
    }

    @Test
    void refusesABatchOverTheLimitAsAWhole() throws IOException {
        start("batchLimit=3", 1);

        assertThat(tracker.batch(4).get("Errors").get(0).asString())
                .isEqualTo("Batch of 4 entries is greater than the maximum of 3");
        assertThat(tracker.stored()).isEmpty();
        assertThat(Outages.refused(tracker.batch(3))).containsExactly(false, false, false);
        assertThat(tracker.stored()).hasSize(3);
    }

    @Test
    void hasNoBatch() throws IOException {
        start("noBatch", 1);

        assertThat(tracker.wire
                        .send("POST", "batch", "{}", "ZSESSIONID", Wire.KEY)
                        .statusCode())
                .isEqualTo(404);
        assertThat(tracker.create("b").statusCode()).isEqualTo(200);
        assertThat(tracker.storedBuilds()).containsExactly("b");
    }

    @Test
    void conflictsWithABatchAsAWholeOrWithOneEntry() throws IOException {
        start("conflict", 2);
        int wholes = 0;
        int ones = 0;
        for (int i = 0; i < 20; i++) {
            int before = tracker.stored().size();
            JsonNode batch = tracker.batch(4);
            int written = tracker.stored().size() - before;
            if (batch.get("Errors").isEmpty()) {
                assertThat(Outages.refused(batch)).hasSize(4).containsOnlyOnce(true);
                assertThat(written).isEqualTo(3);
                ones++;
            } else {
                assertThat(batch.get("Results")).isEmpty();
                assertThat(written).isZero();
                wholes++;
            }
            assertThat(batch.toString()).contains(BatchFaults.CONFLICT);
        }
        assertThat(wholes).isBetween(3, 17);
        assertThat(ones).isPositive();
    }

    @Test
    void refusesSingleEntriesThatAreValidAndTheRestGoesOn() throws IOException {
        start("partialBatch=0.5", 2);

        List<Boolean> first = Outages.refused(tracker.batch(10));
        List<Boolean> next = Outages.refused(tracker.batch(10));

        assertThat(first).contains(true, false).isNotEqualTo(next);
        assertThat(tracker.stored())
                .hasSize((int) (first.stream().filter(refused -> !refused).count()
                        + next.stream().filter(refused -> !refused).count()));
        tracker.inflict("partialBatch=0.5", 2);
        assertThat(Outages.refused(tracker.batch(10))).isEqualTo(first);
    }

    @Test
    void keepsNothingOfAPartialBatchThatIsTransactional() throws IOException {
        start("partialBatch=0.5", 2, Assumption.BATCH_IS_TRANSACTIONAL);

        assertThat(Outages.refused(tracker.batch(10))).containsOnly(true);
        assertThat(tracker.stored()).isEmpty();
    }

    @Test
    void refusesEachBatchWithAPoisonedEntryUntilThatIsAlone() throws IOException {
        start("poisoned=0.5", 4);

        assertThat(tracker.batch(10).get("Errors")).hasSize(1);
        assertThat(tracker.batch(10).get("Errors")).hasSize(1);
        assertThat(tracker.stored()).isEmpty();
        tracker.inflict("poisoned");
        assertThat(Outages.refused(tracker.batch(1))).containsExactly(false);
        assertThat(tracker.create("single").statusCode()).isEqualTo(200);
        assertThat(tracker.storedBuilds()).containsExactly("0", "single");
    }

    @Test
    void spoilsSingleEntriesOfABatch() throws IOException {
        start("stuck=0.5", 2);

        assertThat(Outages.refused(tracker.batch(10))).containsOnly(false);
        assertThat(Outages.texts(tracker.stored(), "Verdict")).contains("null", "Pass");
    }
}
