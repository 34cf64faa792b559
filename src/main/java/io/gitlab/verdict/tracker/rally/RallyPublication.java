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
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A publication that goes to Rally. */
final class RallyPublication implements PreparedPublication {
    /** No source documents the largest batch; this one is known to work. */
    private static final int BATCH_SIZE = 25;

    private static final int LANES = 4;

    /** Rally slows down what one user sends beyond it. */
    private static final int MOST_LANES = 12;

    private final Wsapi wsapi;
    private final RallySettings settings;
    private final TrackerConnection connection;
    private final String build;
    private final TestCases testCases;
    private final Preflight preflight;
    private final RallyAttachments attachments;
    private final BatchSize batchSize;

    /** Gets its test set with the first write if that has to be created. */
    private Target target;

    RallyPublication(
            Wsapi wsapi,
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
        this.attachments = new RallyAttachments(wsapi, target, build, new Lanes(mostLanes()));
        this.batchSize = new BatchSize(connection.batchSize().orElse(BATCH_SIZE));
    }

    @Override
    public Preflight preflight() {
        return preflight;
    }

    @Override
    public Optional<URI> url() {
        return target.testSet()
                .map(testSet -> Links.testSet(settings.url(), testSet.objectId()))
                .or(() -> Optional.of(settings.url()));
    }

    @Override
    public List<StoredResult> read() throws RefusedException, UnavailableException {
        return reader().read(build);
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
    public Map<ResultKey, Answer> write(List<Change> changes) {
        try {
            target = new SprintTestSet(wsapi, settings.sprint()).supply(target, creation());
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
        Map<ResultKey, Answer> answers = reconsider(new Lanes(lanes())
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
                .filter(answer -> answer.getValue().refused())
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
        return Optional.of(attachments);
    }

    @Override
    public List<Finding> findings() {
        return Stream.concat(outsideTestSet().stream(), attachments.findings().stream())
                .toList();
    }

    private Optional<Finding> outsideTestSet() {
        Set<String> outside = testCases.outsideTestSet();
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
}
