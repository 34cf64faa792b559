package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.output.PublicationSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompletenessTest {

    private static Completeness completeness(int unpublished, int unresolved, int errors) {
        return completeness(Optional.empty(), unpublished, unresolved, errors);
    }

    private static Completeness completeness(Optional<String> skipped, int unpublished, int unresolved, int failures) {
        List<PublicationSummary.Unpublished> missing = IntStream.rangeClosed(1, unpublished)
                .mapToObj(i -> new PublicationSummary.Unpublished("TC" + i, "tracker unavailable."))
                .toList();
        List<String> errors = IntStream.rangeClosed(1, failures)
                .mapToObj(i -> "TEST-" + i + ".xml is damaged")
                .toList();
        return new Completeness(new PublicationSummary(
                Instant.EPOCH, "rally", "B1", false, skipped, 5, 1, missing, unresolved, errors));
    }

    @Test
    void acceptsACompletePublication() {
        assertThat(completeness(0, 3, 0).incomplete()).isEmpty();
    }

    @Test
    void acceptsASkippedPublicationAndStillReportsUnresolvedTests() {
        Completeness skipped = completeness(Optional.of("there is no API key"), 12, 3, 0);

        assertThat(skipped.incomplete()).isEmpty();
        assertThat(skipped.unresolved()).contains("3 test executions");
    }

    @Test
    void statesHowManyAndWhichAndWhyAndTheRemedy() {
        assertThat(completeness(12, 0, 0).incomplete())
                .startsWith("12 of 18 results of build B1 are not in the tracker (TC1, TC2,")
                .contains("TC10 and 2 more)")
                .contains("tracker unavailable.")
                .contains("mvn verdict:replay");
    }

    @Test
    void isIncompleteWithErrorsAlthoughEveryResultIsPublished() {
        assertThat(completeness(0, 0, 2).incomplete())
                .contains("TEST-1.xml is damaged.")
                .contains("1 more")
                .contains("index.html");
    }

    @Test
    void isOneLineWhateverTestCasesAreCalled() {
        PublicationSummary.Unpublished hostile =
                new PublicationSummary.Unpublished("TC1\n[INFO] BUILD SUCCESS\u001b[2J", "unknown");
        Completeness completeness = new Completeness(new PublicationSummary(
                Instant.EPOCH, "rally", "B1", false, Optional.empty(), 0, 0, List.of(hostile), 0, List.of()));

        assertThat(completeness.incomplete()).contains("TC1 [INFO]").doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void reportsUnresolvedTestsSeparately() {
        assertThat(completeness(0, 0, 0).unresolved()).isEmpty();
        assertThat(completeness(0, 3, 0).unresolved())
                .contains("3 test executions")
                .contains("unresolved.yaml");
    }
}
