package io.gitlab.verdict.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.gitlab.verdict.output.PublicationSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class CompletenessTest {

    private static Completeness judgement(int unpublished, int unresolved, int errors) {
        return judgement(Optional.empty(), unpublished, unresolved, errors);
    }

    private static Completeness judgement(Optional<String> skipped, int unpublished, int unresolved, int errors) {
        List<PublicationSummary.Unpublished> missing = IntStream.rangeClosed(1, unpublished)
                .mapToObj(i -> new PublicationSummary.Unpublished("TC" + i, "tracker unavailable."))
                .toList();
        List<String> told = IntStream.rangeClosed(1, errors)
                .mapToObj(i -> "TEST-" + i + ".xml is damaged")
                .toList();
        return new Completeness(
                new PublicationSummary(Instant.EPOCH, "rally", "B1", false, skipped, 5, 1, missing, unresolved, told));
    }

    @Test
    void letsACompletePublicationPass() {
        assertThatNoException().isThrownBy(judgement(0, 3, 0)::failIfIncomplete);
    }

    @Test
    void acceptsWhatWasSkippedAndStillTellsOfUnresolvedTests() {
        Completeness skipped = judgement(Optional.of("there is no API key"), 12, 3, 0);

        assertThatNoException().isThrownBy(skipped::failIfIncomplete);
        assertThat(skipped.unresolved()).contains("3 test executions");
    }

    @Test
    void saysHowManyAndWhichAndWhyAndWhatToDo() {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(judgement(12, 0, 0)::failIfIncomplete)
                .withMessageStartingWith("12 of 18 results of build B1 are not in the tracker (TC1, TC2,")
                .withMessageContaining("TC10 and 2 more)")
                .withMessageContaining("tracker unavailable.")
                .withMessageContaining("mvn verdict:replay");
    }

    @Test
    void failsForErrorsOnTheWayThoughAllThatWasReadIsPublished() {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(judgement(0, 0, 2)::failIfIncomplete)
                .withMessageContaining("TEST-1.xml is damaged.")
                .withMessageContaining("1 more")
                .withMessageContaining("index.html");
    }

    @Test
    void isOneLineWhateverOthersCalledTheirTestCases() {
        PublicationSummary.Unpublished hostile =
                new PublicationSummary.Unpublished("TC1\n[INFO] BUILD SUCCESS\u001b[2J", "unknown");
        Completeness judgement = new Completeness(new PublicationSummary(
                Instant.EPOCH, "rally", "B1", false, Optional.empty(), 0, 0, List.of(hostile), 0, List.of()));

        assertThat(judgement.incomplete()).contains("TC1 [INFO]").doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void tellsOfUnresolvedTestsApart() {
        assertThat(judgement(0, 0, 0).unresolved()).isEmpty();
        assertThat(judgement(0, 3, 0).unresolved())
                .contains("3 test executions")
                .contains("unresolved.yaml");
    }
}
