package io.gitlab.verdict.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    @Test
    void readsRatesTimesAndLimits() {
        Faults faults = Faults.parse(
                "conflict=0.1, droppedAfter=.05,replicaLag=3s,slow=0.5:250ms,batchlimit=10,offlinePage", 42);

        assertThat(faults)
                .isEqualTo(new Faults(
                        42,
                        Map.of(
                                Fault.CONFLICT, 0.1,
                                Fault.DROPPED_AFTER, 0.05,
                                Fault.REPLICA_LAG, 1.0,
                                Fault.SLOW, 0.5,
                                Fault.BATCH_LIMIT, 1.0,
                                Fault.OFFLINE_PAGE, 1.0),
                        Map.of(Fault.REPLICA_LAG, Duration.ofSeconds(3), Fault.SLOW, Duration.ofMillis(250)),
                        10));
    }

    @Test
    void usesUsualTimesAndLimits() {
        Faults faults = Faults.parse("replicaLag,slow=0.5,batchLimit", 1);

        assertThat(faults.time(Fault.REPLICA_LAG)).isEqualTo(Duration.ofSeconds(8));
        assertThat(faults.time(Fault.SLOW)).isEqualTo(Duration.ofSeconds(30));
        assertThat(faults.batchLimit()).isEqualTo(25);
        assertThat(Faults.parse(" ", 0)).isEqualTo(Faults.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatItReads(Fault fault) {
        String item = fault == Fault.BATCH_LIMIT ? "batchLimit=7" : fault.word() + "=0.25";

        assertThat(Faults.parse(Faults.parse(item, 1).text(), 1).text())
                .isEqualTo(Faults.parse(item, 1).text())
                .startsWith(item);
    }

    @Test
    void namesTheLegalWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Faults.parse("conflict=0.1,drop=0.5", 1))
                .withMessage("Unknown fault \"drop\". The faults are replicaLag, throttled, unavailable, offlinePage,"
                        + " droppedBefore, redirect, readOnly, noBatch, batchLimit, poisoned, conflict, partialBatch,"
                        + " stuck, stuckForever, orphaned, wrongVerdict, losesLastPage, droppedAfter, badGatewayAfter,"
                        + " truncated, slow, attachmentRefused, expiredKey, writesUnavailable.");
    }

    @ParameterizedTest
    @CsvSource({"2,but is 2.0", "often,but is \"often\"", "8s,but is \"8s\"", "'',but is \"\""})
    void refusesWhatIsNoRate(String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Faults.parse("conflict=" + value, 1))
                .withMessageContaining(message)
                .withMessageContaining("from 0 to 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow=8h", "slow=0.1:0.2", "slow=8s:0.1", "batchLimit=0", "batchLimit=0.5", "stuck,stuck=1"})
    void refusesWhatItCannotRead(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Faults.parse(text, 1))
                .withMessageContaining(text.split("[=,]")[0]);
    }
}
