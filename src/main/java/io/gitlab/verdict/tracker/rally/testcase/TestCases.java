package io.gitlab.verdict.tracker.rally.testcase;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.wire.Condition;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Finds test cases by FormattedID in the workspace, many at a time. What Rally returns is compared with what was asked:
 * its query may match the number only.
 */
public final class TestCases {
    /** So many FormattedIDs make a condition of about 15 KB, which goes as a form. */
    private static final int LOOKUP_SIZE = 500;

    private static final String FETCH = "ObjectID,FormattedID,Project,State";

    private final WsapiClient wsapi;
    private final String workspace;
    private final TestCaseCache cache;
    private final Map<String, TestCase> known = new HashMap<>();
    private final Map<Long, TestCase> byObjectId = new HashMap<>();
    private final Set<String> fromCache = new HashSet<>();
    private final Set<String> outsideTestSet = new TreeSet<>();

    public TestCases(WsapiClient wsapi, String workspace, TestCaseCache cache) {
        this.wsapi = wsapi;
        this.workspace = workspace;
        this.cache = cache;
    }

    /** Looks up all of these; afterwards {@link #find} knows those that exist. */
    public void lookUp(Collection<String> formattedIds) throws RefusedException, UnavailableException {
        List<String> missing = new ArrayList<>();
        for (String id : formattedIds) {
            Optional<TestCase> cached = cache.find(id);
            cached.ifPresent(this::remember);
            cached.ifPresentOrElse(testCase -> fromCache.add(id), () -> missing.add(id));
        }
        ask(missing);
    }

    /**
     * Asks Rally again about those of these that were taken from the cache.
     *
     * @return those that Rally now tells otherwise
     */
    public Set<String> lookUpAgain(Collection<String> formattedIds) throws RefusedException, UnavailableException {
        List<String> doubtful =
                formattedIds.stream().filter(fromCache::contains).distinct().toList();
        Map<String, TestCase> before = new HashMap<>();
        doubtful.forEach(id -> before.put(id, known.get(id)));
        doubtful.forEach(cache::forget);
        Set<String> found = ask(doubtful);
        fromCache.removeAll(doubtful);
        doubtful.stream().filter(id -> !found.contains(id)).forEach(known::remove);
        return doubtful.stream()
                .filter(id -> !before.get(id).equals(known.get(id)))
                .collect(Collectors.toSet());
    }

    private Set<String> ask(List<String> formattedIds) throws RefusedException, UnavailableException {
        Set<String> told = new HashSet<>();
        for (int from = 0; from < formattedIds.size(); from += LOOKUP_SIZE) {
            List<String> some = formattedIds.subList(from, Math.min(from + LOOKUP_SIZE, formattedIds.size()));
            Set<String> wanted = Set.copyOf(some);
            for (JsonNode found : query(QueryScope.workspace(workspace), some)) {
                if (wanted.contains(found.path("FormattedID").asString(""))) {
                    TestCase testCase = testCase(found);
                    told.add(testCase.formattedId());
                    remember(testCase);
                    cache.keep(testCase);
                }
            }
        }
        if (!formattedIds.isEmpty()) {
            cache.save();
        }
        return told;
    }

    /**
     * The visible ones of these in the workspace, as they are now.
     *
     * @param more attributes besides those that are always fetched
     */
    public List<JsonNode> fetch(Collection<String> formattedIds, String more)
            throws RefusedException, UnavailableException {
        List<String> all = formattedIds.stream().distinct().toList();
        List<JsonNode> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += LOOKUP_SIZE) {
            List<String> some = all.subList(from, Math.min(from + LOOKUP_SIZE, all.size()));
            Query query = new Query(
                    "testcase",
                    QueryScope.workspace(workspace),
                    Condition.isOneOf("FormattedID", some),
                    FETCH + "," + more);
            for (JsonNode one : wsapi.query(query, "look up test cases")) {
                if (some.contains(one.path("FormattedID").asString(""))) {
                    found.add(one);
                }
            }
        }
        return found;
    }

    /** The test cases with these FormattedIDs that are visible in a scope. */
    List<JsonNode> query(Map<String, String> scope, List<String> formattedIds)
            throws RefusedException, UnavailableException {
        return wsapi.query(
                new Query("testcase", scope, Condition.isOneOf("FormattedID", formattedIds), FETCH),
                "look up test cases");
    }

    private static TestCase testCase(JsonNode found) {
        JsonNode project = found.path("Project");
        return new TestCase(
                found.path("FormattedID").asString(""),
                Refs.ownObjectId(found),
                project.path("_refObjectName").asString(""),
                project.path("State").asString("").equals("Closed"));
    }

    private void remember(TestCase testCase) {
        known.put(testCase.formattedId(), testCase);
        byObjectId.put(testCase.objectId(), testCase);
    }

    /** Rally does not let results of this test case be in the test set. */
    public void leaveOutOfTestSet(String formattedId) {
        outsideTestSet.add(formattedId);
    }

    /** The test cases whose results cannot be in the test set, as far as Rally has told. */
    public Set<String> outsideTestSet() {
        return outsideTestSet;
    }

    public Optional<TestCase> find(String formattedId) {
        return Optional.ofNullable(known.get(formattedId));
    }

    public Optional<TestCase> find(long objectId) {
        return Optional.ofNullable(byObjectId.get(objectId));
    }
}
