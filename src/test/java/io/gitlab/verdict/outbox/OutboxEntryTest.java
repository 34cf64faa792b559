package io.gitlab.verdict.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutboxEntryTest {
    private static final Result ONE = Entries.result("TC1", "one");
    private static final Result TWO = Entries.result("TC2", "two");
    private static final OutboxEntry ENTRY = Entries.entry("GitLab-4711", Entries.NOON, List.of(ONE, TWO));

    private static OutboxEntry to(String tracker, Map<String, String> settings, Publication publication) {
        return new OutboxEntry(Entries.NOON, tracker, settings, publication);
    }

    @Test
    void hasTheSameIdWhenTheSameReportsArePublishedAgain() {
        Result otherNotes = new Result(ONE.key(), Verdict.FAIL, Duration.ZERO, "other", List.of());
        OutboxEntry again = new OutboxEntry(
                Entries.NOON.plusSeconds(60),
                "rally",
                ENTRY.settings(),
                new Publication("GitLab-4711", List.of(TWO, otherNotes)));

        assertThat(Entries.ended(again, Entries.unpublished(TWO, "down")).id()).isEqualTo(ENTRY.id());
    }

    /** Entries in files of earlier versions are found by it. */
    @Test
    void hasTheIdItAlwaysHad() {
        assertThat(ENTRY.id()).isEqualTo("GitLab-4711-2ce6e3c2e4d16286e27590078897f3e3");
    }

    @Test
    void hasTheSameIdOnceItsPlaceIsKnown() {
        OutboxEntry begun = ENTRY.with(Progress.NONE.at(Map.of("testSet", "TS42")));

        assertThat(begun.id()).isEqualTo(ENTRY.id());
        assertThat(begun.target()).isEqualTo(ENTRY.target());
        assertThat(begun.trackerSettings())
                .isEqualTo(Map.of("workspace", "Acme", "project", "Shop", "testSet", "TS42"));
    }

    @Test
    void sharesItsTargetWithOtherResultsOfItsBuildAndPlaceOnly() {
        OutboxEntry rest = ENTRY.without(Set.of(ONE.key()));
        OutboxEntry elsewhere = to("rally", Map.of("workspace", "Acme"), ENTRY.publication());

        assertThat(rest.target()).isEqualTo(ENTRY.target()).isNotEqualTo(elsewhere.target());
        assertThat(rest.id()).isNotEqualTo(ENTRY.id());
        assertThat(rest.publication().results()).containsExactly(TWO);
    }

    @Test
    void hasAnotherIdForAnotherTarget() {
        Publication publication = ENTRY.publication();
        Map<String, String> settings = ENTRY.settings();
        Result later = new Result(
                new ResultKey("TC1", Entries.NOON.plusMillis(1)),
                ONE.verdict(),
                ONE.duration(),
                ONE.notes(),
                List.of());

        assertThat(Stream.of(
                                ENTRY,
                                to("jama", settings, publication),
                                to("rally", Map.of(), publication),
                                to("rally", Map.of("workspace", "Acme", "projectS", "hop"), publication),
                                to("rally", settings, new Publication("GitLab.4711", List.of(ONE, TWO))),
                                to("rally", settings, new Publication("GitLab-4711", List.of(ONE))),
                                to("rally", settings, new Publication("GitLab-4711", List.of(later, TWO))))
                        .map(OutboxEntry::id))
                .doesNotHaveDuplicates();
    }

    @Test
    void hasAnIdThatIsAFileNameEverywhere() {
        assertThat(Stream.of("", "con", "con.x", "../../etc/passwd", "a:b*?\"<>|", " ä\n", ".", "x".repeat(500), "-")
                        .map(build -> Entries.of(build).id()))
                .allSatisfy(id -> assertThat(id).matches("[A-Za-z0-9][A-Za-z0-9-]{0,40}-[0-9a-f]{32}"));
    }

    @Test
    void keepsResultsThatHaveEndedInTheOrderOfThePublication() {
        OutboxEntry entry = Entries.ended(ENTRY, Entries.unpublished(TWO, "two"), Entries.unpublished(ONE, "one"));

        assertThat(entry.progress().results())
                .extracting(status -> status.result())
                .containsExactly(ONE, TWO);
    }

    @Test
    void refusesTheStateOfAResultThatIsNotItsOwn() {
        Result foreign = Entries.result("TC3", "three");

        assertThatThrownBy(() -> Entries.ended(ENTRY, Entries.unpublished(foreign, "down")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GitLab-4711");
    }
}
