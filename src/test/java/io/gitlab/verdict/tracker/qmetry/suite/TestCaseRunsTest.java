package io.gitlab.verdict.tracker.qmetry.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestCaseRunsTest {
    private static final SuiteRun EXECUTION = new SuiteRun(1, "Chrome", "Sprint 1", 2, "Release 1", 3);

    private final TestCaseRuns runs = new TestCaseRuns();

    private static TestCaseRun run(long id, long status) {
        return new TestCaseRun(id, EXECUTION, "ACME-TC-1", status, false, 0, "", Optional.empty());
    }

    @Test
    void holdARunOnceThoughItWasReadTwice() {
        runs.add(run(7, 3281));
        runs.add(run(7, 3282));

        assertThat(runs.ambiguous("ACME-TC-1")).isFalse();
        assertThat(runs.of("acme-tc-1")).containsExactly(run(7, 3282));
    }

    @Test
    void areAmbiguousWhenATestCaseStandsTwiceInAnExecution() {
        runs.add(run(7, 3281));
        runs.add(run(8, 3281));

        assertThat(runs.ambiguous("ACME-TC-1")).isTrue();
    }
}
