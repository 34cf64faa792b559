package io.gitlab.verdict.report.supplement;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.report.supplement.SupplementTest.Name;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectingReadingTest {
    @TempDir
    private Path directory;

    @Test
    void keepsNoMoreTestsThanTheHeapAllows() {
        TextBudget budget = new TextBudget(1 << 20);
        CollectingReading reading =
                new CollectingReading("", budget, Optional.empty(), new EvidenceStore(directory, 1 << 20));
        for (int i = 0; i < 3000; i++) {
            reading.add(new SupplementTest(
                    "id" + i,
                    List.of(new Name("shop.CartTest", "adds" + i)),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty()));
        }
        int kept = reading.tests().size();
        assertThat(kept).isBetween(1000, 2048);
        assertThat(budget.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .startsWith((3000 - kept) + " test executions are left out");
    }
}
