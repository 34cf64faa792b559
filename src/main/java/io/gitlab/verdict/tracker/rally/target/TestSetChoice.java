package io.gitlab.verdict.tracker.rally.target;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.settings.SprintSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The test set that the settings select.
 *
 * @param found the existing, usable test set; empty if it has to be created
 * @param missing the test set that has to be created before the first write
 * @param findings findings about its iteration
 */
public record TestSetChoice(Optional<JsonNode> found, Optional<Target.MissingTestSet> missing, List<Finding> findings) {
    public TestSetChoice {
        findings = List.copyOf(findings);
    }

    /** @param wanted value of the setting {@code testSet} */
    public static TestSetChoice of(TestSets testSets, RallySettings settings, String wanted, Instant now)
            throws RefusedException, UnavailableException {
        return wanted.equals(RallySettings.OF_ITERATION)
                ? ofIteration(testSets, settings.sprint(), now)
                : new TestSetChoice(Optional.of(usable(testSets.single(wanted))), Optional.empty(), List.of());
    }

    private static TestSetChoice ofIteration(TestSets testSets, SprintSettings sprint, Instant now)
            throws RefusedException, UnavailableException {
        Iterations iterations = Iterations.read(testSets.wsapi(), testSets.workspace(), testSets.project(), now);
        Iteration iteration = iterations.find(sprint.iteration());
        List<Finding> findings = iterations.around(iteration);
        String name = sprint.testSetName(iteration.name());
        Optional<JsonNode> found = sprint.create()
                ? testSets.of(iteration, name).stream().min(SingleCreation.AGE)
                : testSets.only(iteration, name);
        if (found.isPresent()) {
            return new TestSetChoice(Optional.of(usable(found.get())), Optional.empty(), findings);
        }
        if (!sprint.create()) {
            throw new RefusedException(
                    "Iteration " + iteration.text() + " has no test set. Run mvn verdict:test-set to create" + " \""
                            + name + "\", or set <rally><createTestSet> to true.");
        }
        return new TestSetChoice(Optional.empty(), Optional.of(new Target.MissingTestSet(name, iteration)), findings);
    }

    private static JsonNode usable(JsonNode testSet) throws RefusedException {
        TestSets.usable(testSet);
        return testSet;
    }
}
