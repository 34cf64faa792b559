package io.gitlab.verdict.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = FakeTime.START;

    @Test
    void spreadsRequestsEvenlyOverTheMinute() {
        Pace pace = new Pace(OptionalInt.of(30));

        assertThat(pace.take(NOW)).isEqualTo(Duration.ZERO);
        assertThat(pace.take(NOW)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pace.take(NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void doesNotSaveUpForABurst() {
        Pace pace = new Pace(OptionalInt.of(30));
        pace.take(NOW);

        assertThat(pace.take(NOW.plusSeconds(60))).isEqualTo(Duration.ZERO);
        assertThat(pace.take(NOW.plusSeconds(60))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void holdsNothingBackWithoutALimit() {
        Pace pace = new Pace(OptionalInt.empty());

        assertThat(pace.take(NOW)).isEqualTo(Duration.ZERO);
        assertThat(pace.take(NOW)).isEqualTo(Duration.ZERO);
    }
}
