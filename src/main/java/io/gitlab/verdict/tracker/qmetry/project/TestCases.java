package io.gitlab.verdict.tracker.qmetry.project;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.wire.Filter;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks up test cases of the project that have no run in the suite, by key. */
public final class TestCases {
    private final OpenApi api;
    private final QMetryProject project;
    private final Map<String, TestCase> byKey = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public TestCases(OpenApi api, QMetryProject project) {
        this.api = api;
        this.project = project;
    }

    public void lookUp(List<String> keys) throws RefusedException, UnavailableException {
        for (int from = 0; from < keys.size(); from += project.pageSize()) {
            lookUpSome(keys.subList(from, Math.min(from + project.pageSize(), keys.size())));
        }
    }

    private void lookUpSome(List<String> keys) throws RefusedException, UnavailableException {
        // Without showAllStateEntities, a project without electronic signatures finds nothing.
        Map<String, Object> query = Map.of(
                "entityType",
                "TC",
                "showAllStateEntities",
                true,
                "folderPath",
                "",
                "filter",
                Filter.equal("entityKeyId", String.join(",", keys)));
        for (Row row : api.list("rest/search/result", query, project.pageSize(), "look up test cases")) {
            String key = row.text("entityKey");
            boolean wanted = keys.stream().anyMatch(key::equalsIgnoreCase);
            if (wanted) {
                TestCase found = new TestCase(key, row.id("tcID"), row.id("tcVersionID"), row.archived());
                byKey.merge(key, found, TestCases::latest);
            }
        }
    }

    private static TestCase latest(TestCase one, TestCase other) {
        return one.versionId() >= other.versionId() ? one : other;
    }

    public Optional<TestCase> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }
}
