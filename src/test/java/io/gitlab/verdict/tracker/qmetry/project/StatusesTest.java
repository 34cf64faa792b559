package io.gitlab.verdict.tracker.qmetry.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusesTest {
    private final Statuses statuses = new Statuses(
            List.of(
                    new Status(3282, "Bestanden", "passed"),
                    new Status(3280, "Failed", "failed"),
                    new Status(3277, "Blocked", "blocked"),
                    new Status(4001, "Defect", "wip")),
            List.of());

    @Test
    void findsQMetrysOwnStatusUnderTheNameThatAnAdministratorGaveIt() {
        assertThat(statuses.of(Verdict.PASS, Map.of())).map(Status::id).contains(3282L);
    }

    @Test
    void prefersTheConfiguredName() {
        assertThat(statuses.of(Verdict.ERROR, Map.of(Verdict.ERROR, "defect")))
                .map(Status::id)
                .contains(4001L);
    }

    @Test
    void takesQMetrysOwnNameForAConfiguredOneToo() {
        assertThat(statuses.of(Verdict.PASS, Map.of(Verdict.PASS, "Passed")))
                .map(Status::id)
                .contains(3282L);
    }

    @Test
    void callsAnErrorAFailureUnlessToldOtherwise() {
        assertThat(statuses.of(Verdict.ERROR, Map.of())).map(Status::id).contains(3280L);
    }

    @Test
    void guessesNoStatusForWhatQMetryDoesNotKnow() {
        assertThat(statuses.of(Verdict.INCONCLUSIVE, Map.of())).isEmpty();
        assertThat(statuses.of(Verdict.PASS, Map.of(Verdict.PASS, "Green"))).isEmpty();
    }
}
