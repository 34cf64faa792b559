package io.gitlab.verdict.tracker.rally.sweep;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StuckResultDetails;
import io.gitlab.verdict.tracker.StuckResultRepair;
import io.gitlab.verdict.tracker.StuckResults;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.target.Target;
import io.gitlab.verdict.tracker.rally.target.TargetFinder;
import io.gitlab.verdict.tracker.rally.testcase.TestCase;
import io.gitlab.verdict.tracker.rally.testcase.TestCaseCache;
import io.gitlab.verdict.tracker.rally.testcase.TestCases;
import io.gitlab.verdict.tracker.rally.wire.Condition;
import io.gitlab.verdict.tracker.rally.wire.Envelope;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import io.gitlab.verdict.tracker.rally.wire.WsapiErrors;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Finds and repairs TestCaseResults without a verdict, or with a verdict that counts as none, in the project; and those
 * without a test case, which belong to no project, in the whole workspace. Assumption: a condition on {@code null}
 * finds unset attributes.
 */
public final class RallyStuckResults implements StuckResults {
    /** Notes have up to 32 KB each, and an answer must stay below 16 MB. */
    private static final int LOOKED_AT = 100;

    private static final String ACTION = "look for stuck results";

    private final WsapiClient wsapi;
    private final RallySettings settings;
    private final TrackerConnection connection;
    private Optional<Target> found = Optional.empty();
    private Optional<TestCases> cases = Optional.empty();

    public RallyStuckResults(WsapiClient wsapi, RallySettings settings, TrackerConnection connection) {
        this.wsapi = wsapi;
        this.settings = settings;
        this.connection = connection;
    }

    private Target target() throws RefusedException, UnavailableException {
        if (found.isEmpty()) {
            found = Optional.of(
                    new TargetFinder(wsapi, settings, connection.deadline().now()).find());
        }
        return found.get();
    }

    @Override
    public List<Finding> find(Set<String> verdicts, BiPredicate<String, String> container, Consumer<StuckResult> sink)
            throws RefusedException, UnavailableException {
        Set<String> stuck = new HashSet<>(verdicts);
        stuck.add("");
        StuckResultJson reader = new StuckResultJson(settings.url());
        wsapi.each(
                new Query(
                        "testcaseresult",
                        QueryScope.project(target().workspace(), target().project()),
                        condition(verdicts),
                        StuckResultJson.FETCH),
                ACTION,
                result -> reader.execution(result)
                        .filter(execution -> !execution.orphan() && stuck.contains(execution.verdict()))
                        .ifPresent(sink));
        wsapi.each(
                query(Condition.isNull("TestCase"), StuckResultJson.FETCH),
                "look for results without a test case",
                result -> reader.execution(result).filter(StuckResult::orphan).ifPresent(sink));
        return List.of();
    }

    private static String condition(Set<String> verdicts) {
        String unset = Condition.isNull("Verdict");
        return verdicts.isEmpty() ? unset : Condition.or(unset, Condition.isOneOf("Verdict", List.copyOf(verdicts)));
    }

    private Query query(String condition, String fetch) throws RefusedException, UnavailableException {
        return new Query("testcaseresult", QueryScope.workspace(target().workspace()), condition, fetch);
    }

    @Override
    public List<StuckResultDetails> details(Collection<String> references)
            throws RefusedException, UnavailableException {
        List<String> all = List.copyOf(references);
        List<StuckResultDetails> seen = new ArrayList<>();
        StuckResultJson reader = new StuckResultJson(settings.url());
        for (int from = 0; from < all.size(); from += LOOKED_AT) {
            List<String> some = all.subList(from, Math.min(from + LOOKED_AT, all.size()));
            wsapi.each(
                    query(Condition.isOneOf("ObjectID", some), StuckResultJson.FETCH + ",Notes,VersionId"),
                    "read results again",
                    result -> reader.seen(result).ifPresent(seen::add));
        }
        return seen;
    }

    @Override
    public Optional<String> objection(StuckResult orphan, String testCase)
            throws RefusedException, UnavailableException {
        testCases().lookUp(List.of(testCase));
        Optional<TestCase> owner = testCases().find(testCase);
        if (owner.isEmpty()) {
            return Optional.of("test case " + testCase + " is not in this workspace");
        }
        boolean held = wsapi
                .query(
                        query(
                                Condition.and(
                                        Condition.is("Build", orphan.build()),
                                        Condition.isRef("TestCase", owner.get().ref())),
                                StuckResultJson.FETCH),
                        "look for a result that is there already")
                .stream()
                .flatMap(result -> new StuckResultJson(settings.url()).execution(result).stream())
                .anyMatch(other -> other.date().equals(orphan.date())
                        && other.containerId().equals(orphan.containerId())
                        && !other.reference().equals(orphan.reference()));
        return held
                ? Optional.of("test case " + testCase + " already has another result of that build and date: delete the"
                        + " result without a test case by hand")
                : Optional.empty();
    }

    private TestCases testCases() throws RefusedException, UnavailableException {
        if (cases.isEmpty()) {
            TestCaseCache cache = new TestCaseCache(
                    connection.cacheDirectory(),
                    settings.url(),
                    target().workspaceUuid(),
                    connection.deadline().now());
            cases = Optional.of(new TestCases(wsapi, target().workspace(), cache));
        }
        return cases.get();
    }

    @Override
    public Answer write(StuckResultRepair repair) {
        String path = "testcaseresult/" + repair.seen().result().reference();
        try {
            Optional<String> testCase = repair.testCase().isEmpty() ? Optional.empty() : ref(repair);
            byte[] body = StuckResultJson.body(repair, target().workspace(), testCase);
            Map<String, String> parameters = Map.of("workspace", target().workspace(), "fetch", "ObjectID,VersionId");
            return answer(wsapi.post(path, parameters, body, "repair a result"));
        } catch (RefusedException e) {
            return new Answer.Forbidden(e.getMessage());
        } catch (UnavailableException e) {
            return new Answer.NotSent(e.getMessage());
        } catch (NoAnswerException e) {
            return e.maybeApplied()
                    ? new Answer.Unknown(e.getMessage(), e.retryAfter())
                    : new Answer.NotSent(e.getMessage());
        }
    }

    private Optional<String> ref(StuckResultRepair repair) throws RefusedException, UnavailableException {
        String testCase = repair.testCase().orElseThrow();
        testCases().lookUp(List.of(testCase));
        return testCases().find(testCase).map(TestCase::ref);
    }

    private Answer answer(Envelope envelope) {
        if (!envelope.errors().isEmpty()) {
            return new Answer.Refused(
                    wsapi.refusal("repair it", envelope.errors()), WsapiErrors.transientFailure(envelope.errors()));
        }
        return envelope.content().path("Object").isObject()
                ? new Answer.Applied()
                : new Answer.Unknown("Rally's answer does not contain the result");
    }

    @Override
    public boolean sameScope(Map<String, String> other) {
        return RallySettings.url(other).equals(settings.url())
                && settings.workspace().equals(other.get("workspace"));
    }

    @Override
    public Duration replicaLag() {
        return settings.replicaLag();
    }

    @Override
    public void close() throws IOException {
        wsapi.close();
    }
}
