package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.Preflight;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.attachment.RallyAttachments;
import io.gitlab.verdict.tracker.rally.result.BatchSize;
import io.gitlab.verdict.tracker.rally.result.DuplicateRemover;
import io.gitlab.verdict.tracker.rally.result.ResultBody;
import io.gitlab.verdict.tracker.rally.result.ResultReader;
import io.gitlab.verdict.tracker.rally.result.ResultWriter;
import io.gitlab.verdict.tracker.rally.result.StoredOtherwise;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.target.IterationTestSet;
import io.gitlab.verdict.tracker.rally.target.SingleCreation;
import io.gitlab.verdict.tracker.rally.target.Target;
import io.gitlab.verdict.tracker.rally.testcase.MissingTestCases;
import io.gitlab.verdict.tracker.rally.testcase.TestCases;
import io.gitlab.verdict.tracker.rally.wire.ParallelWriter;
import io.gitlab.verdict.tracker.rally.wire.RallyLinks;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A publication that is prepared for Rally. */
final class RallyPublication implements PreparedPublication {
    /** The maximum is not documented; this size is known to work. */
    private static final int BATCH_SIZE = 25;

    private static final int LANES = 4;

    /** Rally throttles a user with more parallel requests. */
    private static final int MOST_LANES = 12;

    private final WsapiClient wsapi;
    private final RallySettings settings;
    private final TrackerConnection connection;
    private final String build;
    private final TestCases testCases;
    private final Preflight preflight;
    private final RallyAttachments attachments;
    private final BatchSize batchSize;
    private final StoredOtherwise otherwise;

    /** If the test set has to be created, the first write replaces this target. */
    private Target target;

    RallyPublication(
            WsapiClient wsapi,
            RallySettings settings,
            TrackerConnection connection,
            Publication publication,
            Target target,
            TestCases testCases,
            Preflight preflight) {
        this.wsapi = wsapi;
        this.settings = settings;
        this.connection = connection;
        this.build = publication.build();
        this.target = target;
        this.testCases = testCases;
        this.preflight = preflight;
        this.attachments = new RallyAttachments(wsapi, target, build, new ParallelWriter(mostLanes(connection)));
        this.batchSize = new BatchSize(connection.batchSize().orElse(BATCH_SIZE));
        this.otherwise = new StoredOtherwise(settings);
    }

    @Override
    public Preflight preflight() {
        return preflight;
    }

    @Override
    public Optional<URI> url() {
        return target.testSet()
                .map(testSet -> RallyLinks.testSet(settings.url(), testSet.objectId()))
                .or(() -> Optional.of(settings.url()));
    }

    @Override
    public List<StoredResult> read() throws RefusedException, UnavailableException {
        return reader().read(build);
    }

    private ResultReader reader() {
        return new ResultReader(wsapi, target, testCases, settings.url(), otherwise);
    }

    /** Parallel writes of results to one test set conflict in Rally. */
    private int lanes() {
        return target.testSet().isPresent() ? 1 : mostLanes(connection);
    }

    static int mostLanes(TrackerConnection connection) {
        return Math.min(connection.maxConcurrency().orElse(LANES), MOST_LANES);
    }

    @Override
    public Map<ResultKey, Answer> write(List<Change> changes) {
        try {
            target = new IterationTestSet(wsapi, settings.sprint()).supply(target, creation());
        } catch (RefusedException | UnavailableException e) {
            Answer none = e instanceof RefusedException
                    ? new Answer.Refused(e.getMessage(), false)
                    : new Answer.NotSent(e.getMessage());
            return changes.stream()
                    .collect(Collectors.toMap(change -> change.result().key(), change -> none));
        }
        ResultBody body = new ResultBody(build, target, testCases, settings);
        List<Change> writes = changes.stream()
                .filter(change -> !(change instanceof Change.Remove))
                .toList();
        Map<ResultKey, Answer> answers = reconsider(new ParallelWriter(lanes())
                .write(
                        writes,
                        batchSize.most(),
                        change -> List.of(change.result().key()),
                        part -> new ResultWriter(wsapi, target, testCases, body, reader(), batchSize, otherwise)
                                .write(part)));
        writes.stream()
                .map(Change::result)
                .filter(result -> Optional.ofNullable(answers.get(result.key()))
                        .filter(Answer::mayBeApplied)
                        .isPresent())
                .forEach(otherwise::written);
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

    /**
     * A refusal may be caused by a cached test case that no longer exists, so refused test cases are looked up again.
     */
    private Map<ResultKey, Answer> reconsider(Map<ResultKey, Answer> answers) {
        List<String> refused = answers.entrySet().stream()
                .filter(answer -> answer.getValue().refused())
                .map(answer -> answer.getKey().testCase())
                .toList();
        try {
            Set<String> changed = testCases.lookUpAgain(refused);
            Map<String, String> gone = whyGone(
                    changed.stream().filter(id -> testCases.find(id).isEmpty()).toList());
            answers.replaceAll((key, answer) -> changed.contains(key.testCase())
                    ? new Answer.Refused(
                            "test case " + key.testCase() + " is "
                                    + gone.getOrDefault(key.testCase(), "now another object"),
                            !gone.containsKey(key.testCase()))
                    : answer);
        } catch (RefusedException | UnavailableException e) {
            // The refusals are kept; the next read reports that Rally is unavailable.
        }
        return answers;
    }

    private Map<String, String> whyGone(List<String> ids) {
        try {
            return new MissingTestCases(wsapi, testCases, target.workspace()).explain(ids);
        } catch (UnavailableException e) {
            return ids.stream().collect(Collectors.toMap(Function.identity(), id -> "no longer found."));
        }
    }

    @Override
    public Optional<Attachments> attachments() {
        return Optional.of(attachments);
    }

    @Override
    public List<Finding> findings() {
        return Stream.of(outsideTestSet().stream(), otherwise.findings().stream(), attachments.findings().stream())
                .flatMap(Function.identity())
                .toList();
    }

    private Optional<Finding> outsideTestSet() {
        Set<String> outside = testCases.outsideTestSet();
        return outside.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning("Rally refuses results of these test cases in test set "
                        + target.testSet().map(Target.TestSet::formattedId).orElse("")
                        + ", so they were published without it: " + String.join(", ", outside)
                        + ". Add the test cases to the test set, or use a test set of their project."));
    }

    @Override
    public Duration replicaLag() {
        return settings.replicaLag();
    }
}
