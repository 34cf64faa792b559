package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.Preflight;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.attachment.RallyAttachments;
import io.gitlab.verdict.tracker.rally.result.BatchSize;
import io.gitlab.verdict.tracker.rally.result.DuplicateRemover;
import io.gitlab.verdict.tracker.rally.result.ResultBody;
import io.gitlab.verdict.tracker.rally.result.ResultReader;
import io.gitlab.verdict.tracker.rally.result.ResultRules;
import io.gitlab.verdict.tracker.rally.result.ResultWriter;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.target.IterationTestSet;
import io.gitlab.verdict.tracker.rally.target.SingleCreation;
import io.gitlab.verdict.tracker.rally.target.Target;
import io.gitlab.verdict.tracker.rally.target.TargetFinder;
import io.gitlab.verdict.tracker.rally.testcase.MissingTestCases;
import io.gitlab.verdict.tracker.rally.testcase.TestCase;
import io.gitlab.verdict.tracker.rally.testcase.TestCaseCache;
import io.gitlab.verdict.tracker.rally.testcase.TestCases;
import io.gitlab.verdict.tracker.rally.wire.ParallelWriter;
import io.gitlab.verdict.tracker.rally.wire.RallyLinks;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results of test cases in Rally, grouped by test set. */
final class RallyTracker implements Tracker {
    /** No source documents the largest batch; this one is known to work. */
    private static final int BATCH_SIZE = 25;

    private static final int LANES = 4;

    /** Rally slows down what one user sends beyond it. */
    private static final int MOST_LANES = 12;

    private final WsapiClient wsapi;
    private final RallySettings settings;
    private final TrackerConnection connection;
    private final BatchSize batchSize;
    private Target target;
    private TestCases testCases;
    private RallyAttachments attachments;

    RallyTracker(WsapiClient wsapi, RallySettings settings, TrackerConnection connection) {
        this.wsapi = wsapi;
        this.settings = settings;
        this.connection = connection;
        this.batchSize = new BatchSize(connection.batchSize().orElse(BATCH_SIZE));
    }

    @Override
    public Preflight prepare(Publication publication) throws RefusedException, UnavailableException {
        target = new TargetFinder(wsapi, settings, connection.deadline().now()).find();
        ResultRules rules = ResultRules.ask(wsapi, target.workspace());
        checkBuild(publication.build(), rules);
        testCases = new TestCases(wsapi, target.workspace(), cache());
        testCases.lookUp(ids(publication));
        attachments = new RallyAttachments(wsapi, target, publication.build(), new ParallelWriter(mostLanes()));
        return new Preflight(refusals(publication, rules), findings(rules), Optional.of(url()), settled());
    }

    private static List<String> ids(Publication publication) {
        return publication.results().stream()
                .map(result -> result.key().testCase())
                .distinct()
                .toList();
    }

    private TestCaseCache cache() {
        return new TestCaseCache(
                connection.cacheDirectory(),
                settings.url(),
                target.workspaceUuid(),
                connection.deadline().now());
    }

    private static void checkBuild(String build, ResultRules rules) throws RefusedException {
        if (build.length() > rules.longestBuild()) {
            throw new RefusedException("The build text has " + build.length() + " characters; Rally takes "
                    + rules.longestBuild() + ". Set <build> to a shorter one.");
        }
    }

    private Map<ResultKey, String> refusals(Publication publication, ResultRules rules) throws UnavailableException {
        Map<String, String> missing = explain(publication);
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

    private Map<String, String> explain(Publication publication) throws UnavailableException {
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
        reasons.putAll(new MissingTestCases(wsapi, testCases, target.workspace()).explain(missing));
        return reasons;
    }

    private static List<Finding> findings(ResultRules rules) {
        return rules.verdicts().isEmpty()
                ? List.of(Finding.info("Rally does not tell which verdicts this workspace allows; the standard ones are"
                        + " assumed."))
                : List.of();
    }

    private Map<String, String> settled() {
        return target.testSet()
                .map(testSet -> Map.of("testSet", testSet.formattedId()))
                .or(() -> target.missing()
                        .map(missing -> Map.of(
                                "iteration", Long.toString(missing.iteration().objectId()))))
                .orElse(Map.of());
    }

    private URI url() {
        return target.testSet()
                .map(testSet -> RallyLinks.testSet(settings.url(), testSet.objectId()))
                .orElse(settings.url());
    }

    @Override
    public List<StoredResult> read(Publication publication) throws RefusedException, UnavailableException {
        return reader().read(publication.build());
    }

    private ResultReader reader() {
        return new ResultReader(wsapi, target, testCases, settings.url());
    }

    /** Results of one test set conflict with each other when they are written at the same time. */
    private int lanes() {
        return target.testSet().isPresent() ? 1 : mostLanes();
    }

    private int mostLanes() {
        return Math.min(connection.maxConcurrency().orElse(LANES), MOST_LANES);
    }

    @Override
    public Map<ResultKey, Answer> write(Publication publication, List<Change> changes) {
        try {
            target = new IterationTestSet(wsapi, settings.sprint()).supply(target, creation());
        } catch (RefusedException | UnavailableException e) {
            Answer none = e instanceof RefusedException
                    ? new Answer.Refused(e.getMessage(), false)
                    : new Answer.NotSent(e.getMessage());
            return changes.stream()
                    .collect(Collectors.toMap(change -> change.result().key(), change -> none));
        }
        ResultBody body = new ResultBody(publication.build(), target, testCases, settings);
        List<Change> writes = changes.stream()
                .filter(change -> !(change instanceof Change.Remove))
                .toList();
        Map<ResultKey, Answer> answers = reconsider(new ParallelWriter(lanes())
                .write(
                        writes,
                        batchSize.most(),
                        change -> List.of(change.result().key()),
                        part -> new ResultWriter(wsapi, target, testCases, body, reader(), batchSize).write(part)));
        DuplicateRemover remover = new DuplicateRemover(wsapi, target);
        for (Change change : changes) {
            if (change instanceof Change.Remove remove) {
                answers.put(change.result().key(), remover.remove(remove));
            }
        }
        return answers;
    }

    private SingleCreation creation() {
        return new SingleCreation(wsapi, target.workspace(), connection.deadline(), settings.replicaLag());
    }

    /** A refusal may come from a cached test case that is no longer there: then it is looked up, and told, again. */
    private Map<ResultKey, Answer> reconsider(Map<ResultKey, Answer> answers) {
        List<String> refused = answers.entrySet().stream()
                .filter(answer -> answer.getValue() instanceof Answer.Refused)
                .map(answer -> answer.getKey().testCase())
                .toList();
        try {
            Set<String> changed = testCases.lookUpAgain(refused);
            Map<String, String> gone = whyGone(
                    changed.stream().filter(id -> testCases.find(id).isEmpty()).toList());
            answers.replaceAll((key, answer) -> changed.contains(key.testCase())
                    ? new Answer.Refused(
                            "test case " + key.testCase() + " is " + gone.getOrDefault(key.testCase(), "another now"),
                            !gone.containsKey(key.testCase()))
                    : answer);
        } catch (RefusedException | UnavailableException e) {
            // The refusals stand as they are; the next read tells that Rally is away.
        }
        return answers;
    }

    private Map<String, String> whyGone(List<String> ids) {
        try {
            return new MissingTestCases(wsapi, testCases, target.workspace()).explain(ids);
        } catch (UnavailableException e) {
            return ids.stream().collect(Collectors.toMap(Function.identity(), id -> "not found any more."));
        }
    }

    @Override
    public Optional<Attachments> attachments() {
        return Optional.ofNullable(attachments);
    }

    @Override
    public List<Finding> findings() {
        // They come last in the preflight, which may have ended early.
        return attachments == null
                ? List.of()
                : Stream.concat(
                                outsideTestSet().stream(),
                                Optional.ofNullable(attachments).stream().flatMap(one -> one.findings().stream()))
                        .toList();
    }

    private Optional<Finding> outsideTestSet() {
        // Nothing was looked up when the preparation ended half-way.
        Set<String> outside = testCases == null ? Set.of() : testCases.outsideTestSet();
        return outside.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning("Rally does not take results of these test cases into test set "
                        + target.testSet().map(Target.TestSet::formattedId).orElse("")
                        + ", so they are outside of it: " + String.join(", ", outside)
                        + ". Add the test cases to the test set, or use one of their own project."));
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
