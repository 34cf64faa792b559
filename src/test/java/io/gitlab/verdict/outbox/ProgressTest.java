package io.gitlab.verdict.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void anAttemptKeepsTheNumberOfPostponedOnes() {
        Progress postponed = Progress.NONE.retryAt(Instant.EPOCH).retryAt(Instant.EPOCH);

        Progress tried = postponed.tried(Map.of("testSet", "TS42"), List.of(), List.of());

        assertThat(tried.attempts()).isEqualTo(2);
        assertThat(tried.notBefore()).isEmpty();
        assertThat(tried.place()).containsEntry("testSet", "TS42");
    }
}
