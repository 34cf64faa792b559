package io.gitlab.verdict.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.time.FakeTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttachmentFindingsTest {
    private static AttachmentStatus status(int testCase, State state, String reason) {
        return new AttachmentStatus(
                new ResultKey("TC" + testCase, FakeTime.START),
                "a.log",
                "shop.CartIT.adds",
                OptionalLong.of(1),
                state,
                reason,
                Optional.empty());
    }

    private static List<Finding> findings(int count, State state, String reason) {
        return AttachmentFindings.of(IntStream.rangeClosed(1, count)
                .mapToObj(testCase -> status(testCase, state, reason))
                .toList());
    }

    @Test
    void namesTheFirstOfThoseThatTheTrackerDoesNotTakeAndWhatToDo() {
        assertThat(findings(12, State.REFUSED, "it has 9 bytes; this project takes 8"))
                .containsExactly(
                        Finding.warning("Attachments that the tracker does not accept: 12: TC1 a.log, TC2 a.log,"
                                + " TC3 a.log, TC4 a.log, TC5 a.log, TC6 a.log, TC7 a.log, TC8 a.log, TC9 a.log, TC10 a.log and"
                                + " 2 more: it has 9 bytes; this project takes 8. They are skipped and not retried. A smaller"
                                + " <attachmentMaxSize> compresses or links larger files; <attachments> selects the files to"
                                + " send."));
    }

    @Test
    void namesThoseThatWait() {
        assertThat(findings(1, State.WAITING, "tracker unavailable: HTTP 503."))
                .containsExactly(Finding.warning("Attachments that could not be verified: 1: TC1"
                        + " a.log: tracker unavailable: HTTP 503. Run mvn verdict:replay to send or find them; the"
                        + " results are not affected."));
    }

    @Test
    void callsNothingRefusedThatTheOutboxLost() {
        assertThat(findings(1, State.REFUSED, AttachmentReconciler.LOST))
                .containsExactly(Finding.warning("Attachments that are lost: 1: TC1 a.log: its file is no longer in"
                        + " the outbox. Publish the build's reports again on a machine that still has these files."));
    }

    @Test
    void sendsNobodyToReplayWhatADryRunWouldSend() {
        assertThat(findings(1, State.WAITING, DryTracker.WOULD_BE_ATTACHED))
                .containsExactly(Finding.info("Attachments that would be sent: 1: TC1 a.log."));
    }

    @Test
    void saysNothingOfThoseWhoseResultIsNotPublished() {
        assertThat(findings(1, State.WAITING, AttachmentReconciler.NO_RESULT)).isEmpty();
    }
}
