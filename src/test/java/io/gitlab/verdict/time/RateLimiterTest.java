package io.gitlab.verdict.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final Instant NOW = FakeTime.START;

    @Test
    void spreadsRequestsEvenlyOverTheMinute() {
        RateLimiter limiter = new RateLimiter(OptionalInt.of(30));

        assertThat(limiter.reserve(NOW)).isEqualTo(Duration.ZERO);
        assertThat(limiter.reserve(NOW)).isEqualTo(Duration.ofSeconds(2));
        assertThat(limiter.reserve(NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void allowsNoBurstAfterIdleTime() {
        RateLimiter limiter = new RateLimiter(OptionalInt.of(30));
        limiter.reserve(NOW);

        assertThat(limiter.reserve(NOW.plusSeconds(60))).isEqualTo(Duration.ZERO);
        assertThat(limiter.reserve(NOW.plusSeconds(60))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void neverWaitsWithoutALimit() {
        RateLimiter limiter = new RateLimiter(OptionalInt.empty());

        assertThat(limiter.reserve(NOW)).isEqualTo(Duration.ZERO);
        assertThat(limiter.reserve(NOW)).isEqualTo(Duration.ZERO);
    }
}
