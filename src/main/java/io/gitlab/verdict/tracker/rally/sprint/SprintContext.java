package io.gitlab.verdict.tracker.rally.sprint;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.target.ConfiguredObjects;
import io.gitlab.verdict.tracker.rally.target.Iteration;
import io.gitlab.verdict.tracker.rally.target.Iterations;
import io.gitlab.verdict.tracker.rally.target.TestSets;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Workspace, project and iteration of a test set, and the test cases that belong to it. Constant while the test set is
 * created.
 *
 * @param workspace ref of the workspace
 * @param project ref of the project
 * @param called the configured FormattedID or name of the test set; empty: named after the iteration
 * @param testCases test cases of the iteration, by FormattedID
 * @param findings findings about the iteration and its test cases
 */
record SprintContext(
        String workspace,
        String project,
        Iteration iteration,
        Optional<String> called,
        Map<String, JsonNode> testCases,
        List<Finding> findings) {

    static SprintContext find(WsapiClient wsapi, RallySettings settings, Instant now)
            throws RefusedException, UnavailableException {
        ConfiguredObjects places = new ConfiguredObjects(wsapi);
        String workspace = Refs.of("workspace", places.workspace(settings.workspace()));
        String project = Refs.of("project", places.project(workspace, settings.project()));
        Iterations iterations = Iterations.read(wsapi, workspace, project, now);
        Optional<String> called = settings.testSet().filter(testSet -> !testSet.equals(RallySettings.OF_ITERATION));
        Optional<Iteration> own =
                called.isEmpty() || settings.sprint().iteration().isPresent()
                        ? Optional.empty()
                        : iterationOf(new TestSets(wsapi, workspace, project).called(called.get()), iterations);
        Iteration iteration =
                own.isPresent() ? own.get() : iterations.find(settings.sprint().iteration());
        Map<String, JsonNode> testCases = new IterationTestCases(wsapi, workspace).of(iteration);
        List<Finding> findings = new ArrayList<>(iterations.around(iteration));
        findings.addAll(foreign(testCases, project));
        return new SprintContext(workspace, project, iteration, called, testCases, List.copyOf(findings));
    }

    private static Optional<Iteration> iterationOf(List<JsonNode> testSets, Iterations iterations) {
        return testSets.stream()
                .flatMap(testSet -> iterations.withId(Refs.objectId(testSet.path("Iteration"))).stream())
                .findFirst();
    }

    private static List<Finding> foreign(Map<String, JsonNode> testCases, String project) {
        List<String> elsewhere = testCases.entrySet().stream()
                .filter(one -> Refs.objectId(one.getValue().path("Project")) != Refs.objectId(project))
                .map(Map.Entry::getKey)
                .toList();
        return elsewhere.isEmpty()
                ? List.of()
                : List.of(Finding.warning(elsewhere.size() + " test cases of the iteration belong to another project: "
                        + FirstFew.of(elsewhere)
                        + ". Rally may refuse their results in the test set; move them to this project."));
    }
}
