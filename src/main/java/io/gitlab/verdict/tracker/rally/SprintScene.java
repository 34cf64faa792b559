package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where a sprint's test set belongs, and what belongs into it; this does not change while it is made.
 *
 * @param workspace ref of the workspace
 * @param project ref of the project
 * @param called how the settings call the test set; empty: by the iteration
 * @param testCases the iteration's test cases by FormattedID
 * @param findings what a person should know of the iteration and its test cases
 */
record SprintScene(
        String workspace,
        String project,
        Iteration iteration,
        Optional<String> called,
        Map<String, JsonNode> testCases,
        List<Finding> findings) {

    static SprintScene find(Wsapi wsapi, RallySettings settings, Instant now)
            throws RefusedException, UnavailableException {
        Places places = new Places(wsapi);
        String workspace = Refs.of("workspace", Places.objectId(places.workspace(settings.workspace())));
        String project = Refs.of("project", Places.objectId(places.project(workspace, settings.project())));
        Iterations iterations = Iterations.read(wsapi, workspace, project, now);
        Optional<String> called = settings.testSet().filter(testSet -> !testSet.equals(TargetFinder.OF_ITERATION));
        Optional<Iteration> own =
                called.isEmpty() || settings.sprint().iteration().isPresent()
                        ? Optional.empty()
                        : iterationOf(new TestSets(wsapi, workspace, project).called(called.get()), iterations);
        Iteration iteration =
                own.isPresent() ? own.get() : iterations.find(settings.sprint().iteration());
        Map<String, JsonNode> testCases = new SprintTestCases(wsapi, workspace).of(iteration);
        List<Finding> findings = new ArrayList<>(iterations.around(iteration));
        findings.addAll(foreign(testCases, project));
        return new SprintScene(workspace, project, iteration, called, testCases, List.copyOf(findings));
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
                : List.of(Finding.warning(elsewhere.size() + " test cases of the iteration are of another project: "
                        + FirstFew.of(elsewhere)
                        + ". Rally may refuse their results in the test set; move them to this project."));
    }
}
