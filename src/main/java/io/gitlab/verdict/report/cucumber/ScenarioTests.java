package io.gitlab.verdict.report.cucumber;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.supplement.SupplementReading;
import io.gitlab.verdict.report.supplement.SupplementTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the attempts of a scenario in one file into the test of a supplement. */
final class ScenarioTests {

    private final Path file;
    private final SupplementReading reading;
    private int stale;

    ScenarioTests(Path file, SupplementReading reading) {
        this.file = file;
        this.reading = reading;
    }

    /**
     * The test, unless it ended before the fence.
     *
     * @param attempts in their order, at least one; the last one decides
     */
    Optional<SupplementTest> test(Scenario scenario, List<ScenarioRun> attempts) {
        ScenarioRun last = attempts.get(attempts.size() - 1);
        Optional<Instant> end = last.start().map(start -> start.plus(last.duration()));
        if (reading.fence().flatMap(fence -> end.filter(fence::isAfter)).isPresent()) {
            stale++;
            return Optional.empty();
        }
        TestExecution execution = new TestExecution(
                new ReportedTest(reading.module(), "", "", scenario.feature(), scenario.name()),
                Ending.ofRuns(attempts.stream().map(ScenarioRun::ending).toList()),
                last.start().orElseGet(this::fileDate).truncatedTo(ChronoUnit.MILLIS),
                Optional.of(last.duration()),
                List.of());
        return Optional.of(new SupplementTest(
                scenario.identity(),
                scenario.names(),
                attempts.get(0).start(),
                labels(scenario),
                attempts.stream()
                        .map(ScenarioRun::evidence)
                        .flatMap(Collection::stream)
                        .toList(),
                Optional.of(execution)));
    }

    Optional<Finding> findings() {
        return stale == 0
                ? Optional.empty()
                : Optional.of(Finding.warning(stale + " scenarios in " + file
                        + " ended before this run and are left out. Run \"mvn clean\" first."));
    }

    private List<Label> labels(Scenario scenario) {
        Set<Label> labels = new LinkedHashSet<>();
        for (Label tag : scenario.tags()) {
            if (reading.budget().keepLabel(tag.text()).equals(tag.text())
                    && !tag.text().isEmpty()) {
                labels.add(tag);
            }
        }
        String pickle = scenario.pickle();
        if (!pickle.equals(scenario.title())
                && reading.budget().keepLabel(pickle).equals(pickle)) {
            labels.add(Label.displayName(Scenario.SOURCE, pickle));
        }
        return List.copyOf(labels);
    }

    private Instant fileDate() {
        try {
            return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
