package io.gitlab.verdict.tracker.rally.result;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.target.Target;
import io.gitlab.verdict.tracker.rally.testcase.TestCase;
import io.gitlab.verdict.tracker.rally.testcase.TestCases;
import io.gitlab.verdict.tracker.rally.wire.Condition;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.RallyLinks;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads all results of a build, in pages. */
public final class ResultReader {
    private static final String FETCH = "ObjectID,Build,Date,Verdict,TestCase,FormattedID,TestSet,Tester";
    private static final String ACTION = "read the results of the build";

    private static final String NO_TEST_SET = "no test set";

    private final WsapiClient wsapi;
    private final Target target;
    private final TestCases testCases;
    private final URI root;
    private final StoredOtherwise otherwise;

    public ResultReader(WsapiClient wsapi, Target target, TestCases testCases, URI root, StoredOtherwise otherwise) {
        this.wsapi = wsapi;
        this.target = target;
        this.testCases = testCases;
        this.root = root;
        this.otherwise = otherwise;
    }

    public List<StoredResult> read(String build) throws RefusedException, UnavailableException {
        String ofBuild = Condition.is("Build", build);
        List<JsonNode> found = query(ofBuild, FETCH + otherwise.fetch()).stream()
                .filter(result -> result.path("Build").asString("").equals(build))
                .filter(this::inTestSet)
                .toList();
        boolean orphans = found.stream().anyMatch(result -> testCaseId(result) == 0);
        Map<Long, ResultKey> orphanKeys = orphans ? orphanKeys(ofBuild) : Map.of();
        List<StoredResult> stored = new ArrayList<>();
        found.forEach(result -> stored(result, orphanKeys).ifPresent(stored::add));
        return withoutOtherPublications(stored);
    }

    private List<JsonNode> query(String condition, String fetch) throws RefusedException, UnavailableException {
        return wsapi.query(
                new Query("testcaseresult", QueryScope.workspace(target.workspace()), condition, fetch), ACTION);
    }

    /** A result of the same execution in another test set is another result. */
    private boolean inTestSet(JsonNode result) {
        long testSet = Refs.objectId(result.path("TestSet"));
        return testSet == 0
                || target.testSet().map(wanted -> wanted.objectId() == testSet).orElse(false);
    }

    /**
     * If a result is in the test set, one of the same key without a test set is not a duplicate: it belongs to a publication
     * without a test set.
     */
    private static List<StoredResult> withoutOtherPublications(List<StoredResult> stored) {
        Set<ResultKey> inTestSet = stored.stream()
                .filter(one -> !one.flaws().contains(NO_TEST_SET))
                .map(StoredResult::key)
                .collect(Collectors.toSet());
        return stored.stream()
                .filter(one -> !one.flaws().contains(NO_TEST_SET) || !inTestSet.contains(one.key()))
                .toList();
    }

    private static long testCaseId(JsonNode result) {
        return Refs.objectId(result.path("TestCase"));
    }

    /** Keys of results without a test case, by ObjectID, from the marker in the notes. */
    private Map<Long, ResultKey> orphanKeys(String ofBuild) throws RefusedException, UnavailableException {
        Map<Long, ResultKey> keys = new HashMap<>();
        for (JsonNode orphan : query(Condition.and(ofBuild, Condition.isNull("TestCase")), "ObjectID,Notes")) {
            NotesHtml.key(orphan.path("Notes").asString("")).ifPresent(key -> keys.put(Refs.ownObjectId(orphan), key));
        }
        return keys;
    }

    private Optional<StoredResult> stored(JsonNode result, Map<Long, ResultKey> orphanKeys) {
        long objectId = Refs.ownObjectId(result);
        Optional<ResultKey> key = testCaseId(result) == 0 ? Optional.ofNullable(orphanKeys.get(objectId)) : key(result);
        key.ifPresent(known -> otherwise.compare(known, result));
        return key.map(known -> new StoredResult(
                known,
                Long.toString(objectId),
                result.path("Verdict").asString(""),
                flaws(result, known.testCase()),
                url(result)));
    }

    /**
     * The key of a result with a test case, or of an entry in a batch answer. The FormattedID from Rally takes precedence over
     * the cached one.
     */
    Optional<ResultKey> key(JsonNode result) {
        Optional<String> id = Optional.of(
                        result.path("TestCase").path("FormattedID").asString(""))
                .filter(text -> !text.isEmpty())
                .or(() -> testCases.find(testCaseId(result)).map(TestCase::formattedId));
        try {
            Instant date = Instant.parse(result.path("Date").asString(""));
            return id.map(testCase -> new ResultKey(testCase, date));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private List<String> flaws(JsonNode result, String testCase) {
        List<String> flaws = new ArrayList<>();
        if (testCaseId(result) == 0) {
            flaws.add("no test case");
        }
        if (Refs.objectId(result.path("Tester")) == 0) {
            flaws.add("no tester");
        }
        boolean wanted =
                target.testSet().isPresent() && !testCases.outsideTestSet().contains(testCase);
        if (wanted && Refs.objectId(result.path("TestSet")) == 0) {
            flaws.add(NO_TEST_SET);
        }
        return flaws;
    }

    private Optional<URI> url(JsonNode result) {
        long testCase = testCaseId(result);
        return testCase == 0 ? Optional.empty() : Optional.of(RallyLinks.testCase(root, testCase));
    }
}
