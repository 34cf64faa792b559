package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The test cases of the project that stand in no execution of the suite, by key. */
final class TestCases {
    private final OpenApi api;
    private final ProjectInfo project;
    private final Map<String, TestCase> byKey = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    TestCases(OpenApi api, ProjectInfo project) {
        this.api = api;
        this.project = project;
    }

    void lookUp(List<String> keys) throws RefusedException, UnavailableException {
        for (int from = 0; from < keys.size(); from += project.pageSize()) {
            lookUpSome(keys.subList(from, Math.min(from + project.pageSize(), keys.size())));
        }
    }

    private void lookUpSome(List<String> keys) throws RefusedException, UnavailableException {
        // Without all states, a project without electronic signatures finds nothing.
        Map<String, Object> question = Map.of(
                "entityType",
                "TC",
                "showAllStateEntities",
                true,
                "folderPath",
                "",
                "filter",
                Filter.equal("entityKeyId", String.join(",", keys)));
        for (Row row : api.list("rest/search/result", question, project.pageSize(), "look up test cases")) {
            String key = row.text("entityKey");
            boolean asked = keys.stream().anyMatch(key::equalsIgnoreCase);
            if (asked) {
                TestCase found = new TestCase(key, row.id("tcID"), row.id("tcVersionID"), row.archived());
                byKey.merge(key, found, TestCases::latest);
            }
        }
    }

    private static TestCase latest(TestCase one, TestCase other) {
        return one.versionId() >= other.versionId() ? one : other;
    }

    Optional<TestCase> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }
}
