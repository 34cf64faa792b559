package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.domain.Check.Grade;
import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Looks at test cases that tests are mapped to. */
final class TestCaseChecks {
    private static final String NAME = "test cases";

    private final Wsapi wsapi;
    private final TestCases testCases;
    private final String workspace;
    private final String project;
    private final ExaminationSettings settings;

    TestCaseChecks(Wsapi wsapi, TestCases testCases, String workspace, String project, ExaminationSettings settings) {
        this.wsapi = wsapi;
        this.testCases = testCases;
        this.workspace = workspace;
        this.project = project;
        this.settings = settings;
    }

    List<Check> check(Collection<String> formattedIds) throws UnavailableException {
        if (formattedIds.isEmpty()) {
            return List.of(Check.skipped(NAME, "the mapping file names none"));
        }
        try {
            return judge(formattedIds);
        } catch (RefusedException e) {
            return List.of(Check.error(NAME, e.getMessage()));
        }
    }

    private List<Check> judge(Collection<String> formattedIds) throws RefusedException, UnavailableException {
        Map<String, JsonNode> found = new TreeMap<>();
        String fetch =
                "Method" + settings.stateField().map(field -> "," + field).orElse("");
        for (JsonNode one : testCases.fetch(formattedIds, fetch)) {
            found.put(one.path("FormattedID").asString(""), one);
        }
        List<String> missing = formattedIds.stream()
                .filter(id -> !found.containsKey(id))
                .sorted()
                .toList();
        Map<String, List<String>> errors = new TreeMap<>();
        new MissingTestCases(wsapi, testCases, workspace)
                .explain(missing)
                .forEach((id, reason) -> put(errors, reason, id));
        Map<String, List<String>> warnings = new TreeMap<>();
        found.forEach((id, one) -> judge(id, one, errors, warnings));
        List<Check> checks = new ArrayList<>();
        errors.forEach((reason, ids) -> checks.add(told(Grade.ERROR, ids, reason)));
        warnings.forEach((reason, ids) -> checks.add(told(Grade.WARNING, ids, reason)));
        return checks.isEmpty() ? List.of(Check.ok(NAME, "all " + found.size() + " are there and in use")) : checks;
    }

    private void judge(
            String id, JsonNode testCase, Map<String, List<String>> errors, Map<String, List<String>> warnings) {
        JsonNode home = testCase.path("Project");
        String name = home.path("_refObjectName").asString("");
        if (home.path("State").asString("").equals("Closed")) {
            put(errors, MissingTestCases.closed(name), id);
        } else if (Refs.objectId(home) != Refs.objectId(project)) {
            put(warnings, "of another project, \"" + name + "\": move it, or correct the mapping.", id);
        }
        settings.stateField()
                .map(field -> testCase.path(field).asString(""))
                .filter(settings.archivedStates()::contains)
                .ifPresent(state ->
                        put(warnings, state + ": map the test to one in use, or bring this one back into use.", id));
        if (testCase.path("Method").asString("").equals("Manual")) {
            put(warnings, "not automated (Method is Manual): set its Method to Automated in Rally.", id);
        }
    }

    private static void put(Map<String, List<String>> reasons, String reason, String id) {
        reasons.computeIfAbsent(reason, key -> new ArrayList<>()).add(id);
    }

    private static Check told(Grade grade, List<String> ids, String reason) {
        return Check.told(NAME, grade, FirstFew.of(ids) + ": " + reason);
    }
}
