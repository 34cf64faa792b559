package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Preflight;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.result.NotesHtml;
import io.gitlab.verdict.tracker.rally.result.ResultRules;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.target.Target;
import io.gitlab.verdict.tracker.rally.target.TargetFinder;
import io.gitlab.verdict.tracker.rally.testcase.MissingTestCases;
import io.gitlab.verdict.tracker.rally.testcase.TestCase;
import io.gitlab.verdict.tracker.rally.testcase.TestCaseCache;
import io.gitlab.verdict.tracker.rally.testcase.TestCases;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes results of test cases to Rally, grouped by test set. */
final class RallyTracker implements Tracker {
    private final WsapiClient wsapi;
    private final RallySettings settings;
    private final TrackerConnection connection;

    RallyTracker(WsapiClient wsapi, RallySettings settings, TrackerConnection connection) {
        this.wsapi = wsapi;
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public PreparedPublication prepare(Publication publication) throws RefusedException, UnavailableException {
        Target target = new TargetFinder(wsapi, settings, connection.deadline().now()).find();
        ResultRules rules = ResultRules.ask(wsapi, target.workspace());
        checkBuild(publication.build(), rules);
        TestCases testCases = new TestCases(wsapi, target.workspace(), cache(target));
        testCases.lookUp(ids(publication));
        MissingTestCases missing = new MissingTestCases(wsapi, testCases, target.workspace());
        Preflight preflight =
                new Preflight(refusals(publication, rules, testCases, missing), findings(rules), place(target));
        return new RallyPublication(wsapi, settings, connection, publication, target, testCases, preflight);
    }

    private static List<String> ids(Publication publication) {
        return publication.results().stream()
                .map(result -> result.key().testCase())
                .distinct()
                .toList();
    }

    private TestCaseCache cache(Target target) {
        return new TestCaseCache(
                connection.cacheDirectory(),
                settings.url(),
                target.workspaceUuid(),
                connection.deadline().now());
    }

    private static void checkBuild(String build, ResultRules rules) throws RefusedException {
        if (build.length() > rules.longestBuild()) {
            throw new RefusedException("The build text has " + build.length() + " characters; Rally accepts at most "
                    + rules.longestBuild() + ". Set <build> to a shorter one.");
        }
    }

    private static Map<ResultKey, String> refusals(
            Publication publication, ResultRules rules, TestCases testCases, MissingTestCases missingTestCases)
            throws UnavailableException {
        Map<String, String> missing = explain(publication, testCases, missingTestCases);
        Map<ResultKey, String> refusals = new HashMap<>();
        for (Result result : publication.results()) {
            String id = result.key().testCase();
            String verdict = result.verdict().text();
            if (missing.containsKey(id)) {
                refusals.put(result.key(), "test case " + id + " is " + missing.get(id));
            } else if (!rules.allows(verdict)) {
                refusals.put(
                        result.key(),
                        "this workspace allows no verdict \"" + verdict + "\" (it allows "
                                + String.join(", ", rules.verdicts())
                                + "): set errorAs, skippedAs, flakyAs or absentAs to one of them.");
            }
        }
        return refusals;
    }

    private static Map<String, String> explain(
            Publication publication, TestCases testCases, MissingTestCases missingTestCases)
            throws UnavailableException {
        List<String> missing = new ArrayList<>();
        Map<String, String> reasons = new HashMap<>();
        for (String id : ids(publication)) {
            Optional<TestCase> found = testCases.find(id);
            if (found.isEmpty()) {
                missing.add(id);
            } else if (found.get().closed()) {
                reasons.put(id, MissingTestCases.closed(found.get().project()));
            }
        }
        reasons.putAll(missingTestCases.explain(missing));
        return reasons;
    }

    private static List<Finding> findings(ResultRules rules) {
        return rules.verdicts().isEmpty()
                ? List.of(Finding.info(
                        "Rally does not return the allowed verdicts of this workspace; the standard ones are"
                                + " assumed."))
                : List.of();
    }

    private static Map<String, String> place(Target target) {
        return target.testSet()
                .map(testSet -> Map.of("testSet", testSet.formattedId()))
                .or(() -> target.missing()
                        .map(missing -> Map.of(
                                "iteration", Long.toString(missing.iteration().objectId()))))
                .orElse(Map.of());
    }

    @Override
    public boolean storesWholeNotes(Result result, String build) {
        return NotesHtml.holdsWhole(result.notes(), result.key());
    }

    @Override
    public void close() throws IOException {
        wsapi.close();
    }
}
