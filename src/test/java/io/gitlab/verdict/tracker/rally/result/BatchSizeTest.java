package io.gitlab.verdict.tracker.rally.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private final BatchSize size = new BatchSize(25);

    @Test
    void shrinksToTheLargestAcceptedSize() {
        size.accepted(6);
        size.refused(25);

        assertThat(size.most()).isEqualTo(6);
    }

    @Test
    void isNeverLessThanOne() {
        size.refused(25);

        assertThat(size.most()).isEqualTo(1);
    }

    @Test
    void keepsASizeThatWasAcceptedBefore() {
        size.accepted(25);
        size.refused(25);

        assertThat(size.most()).isEqualTo(25);
    }
}
