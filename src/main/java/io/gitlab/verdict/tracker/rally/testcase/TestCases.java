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
 * Finds test cases of the workspace by FormattedID, many per request. Compares each returned FormattedID with the
 * requested ones, because Rally's query may compare the number only.
 */
public final class TestCases {
    /** This many FormattedIDs make a condition of about 15 KB, which is sent as a form. */
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

    /** Looks up test cases; afterwards {@link #find} returns the existing ones. */
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
     * Looks up again the test cases that came from the cache.
     *
     * @return the FormattedIDs whose test case has changed or disappeared
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
        Set<String> returned = new HashSet<>();
        for (JsonNode found : inLanes(formattedIds, FETCH)) {
            TestCase testCase = testCase(found);
            returned.add(testCase.formattedId());
            remember(testCase);
            cache.keep(testCase);
        }
        if (!formattedIds.isEmpty()) {
            cache.save();
        }
        return returned;
    }

    /**
     * Reads the visible test cases from Rally, bypassing the cache.
     *
     * @param more attributes to fetch in addition
     */
    public List<JsonNode> fetch(Collection<String> formattedIds, String more)
            throws RefusedException, UnavailableException {
        return inLanes(formattedIds.stream().distinct().toList(), FETCH + "," + more);
    }

    private List<JsonNode> inLanes(List<String> formattedIds, String fetch)
            throws RefusedException, UnavailableException {
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < formattedIds.size(); from += LOOKUP_SIZE) {
            parts.add(formattedIds.subList(from, Math.min(from + LOOKUP_SIZE, formattedIds.size())));
        }
        return wsapi.lanes().read(parts, part -> exactly(part, fetch)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<JsonNode> exactly(List<String> formattedIds, String fetch)
            throws RefusedException, UnavailableException {
        Set<String> wanted = Set.copyOf(formattedIds);
        return query(QueryScope.workspace(workspace), formattedIds, fetch).stream()
                .filter(found -> wanted.contains(found.path("FormattedID").asString("")))
                .toList();
    }

    /** Queries the visible test cases with these FormattedIDs in a scope. */
    List<JsonNode> query(Map<String, String> scope, List<String> formattedIds)
            throws RefusedException, UnavailableException {
        return query(scope, formattedIds, FETCH);
    }

    private List<JsonNode> query(Map<String, String> scope, List<String> formattedIds, String fetch)
            throws RefusedException, UnavailableException {
        return wsapi.query(
                new Query("testcase", scope, Condition.isOneOf("FormattedID", formattedIds), fetch),
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

    /** Records that Rally refuses results of this test case in the test set. */
    public void leaveOutOfTestSet(String formattedId) {
        outsideTestSet.add(formattedId);
    }

    /** The test cases whose results Rally has refused in the test set. */
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
