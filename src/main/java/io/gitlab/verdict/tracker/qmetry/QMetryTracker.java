package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.Preflight;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Statuses of test case runs in QMetry. A run holds one status and no date: the result of a test case in a build is what
 * its runs in the chosen executions of the suite say.
 */
final class QMetryTracker implements Tracker {
    /** The vendor advises 10 to 20 runs a call. */
    private static final int BATCH_SIZE = 20;

    private static final String EARLIER = "its status is of an earlier build";

    private final OpenApi api;
    private final QMetrySettings settings;
    private final TrackerConnection connection;
    private final RecentWrites recent = new RecentWrites();
    private final Map<Long, Long> statusAtFirst = new HashMap<>();
    private ProjectInfo project;
    private WantedStatuses wanted;
    private Route route;
    private Runs runs;
    private Instant readAt = Instant.MIN;
    private boolean fresh;
    private MissingRuns missing;
    private RunFiles files;
    private TargetBuild build;
    private StatusWriter writer;
    private Set<Long> earlier = Set.of();

    QMetryTracker(OpenApi api, QMetrySettings settings, TrackerConnection connection) {
        this.api = api;
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public Preflight prepare(Publication publication) throws RefusedException, UnavailableException {
        project = ProjectInfo.read(api, settings.project());
        checkSignature();
        wanted = new WantedStatuses(project.statuses(), settings);
        build = new TargetBuild(api, project, settings, connection, publication.build());
        build.find();
        writer = new StatusWriter(api, connection.batchSize().orElse(BATCH_SIZE), signature());
        route = new RouteFinder(api, project, settings).find();
        files = new RunFiles(api, project, route);
        readRuns();
        runs(publication).forEach(run -> statusAtFirst.put(run.id(), run.statusId()));
        TestCases testCases = new TestCases(api, project);
        Linker linker = new Linker(api, route, connection.deadline(), settings.replicaLag());
        missing = new MissingRuns(route, testCases, linker);
        QMetryPreflight preflight =
                new QMetryPreflight(settings, project, route, runs, testCases, build.manualVerdicts());
        return new Preflight(
                preflight.refusals(publication),
                preflight.findings(publication),
                Optional.of(url()),
                route.settled(settings));
    }

    private void checkSignature() throws RefusedException {
        if (project.signed() && connection.signature().isEmpty()) {
            throw new RefusedException(unsigned(project));
        }
    }

    static String unsigned(ProjectInfo project) {
        return "Project \"" + project.name()
                + "\" demands that executions are signed (21 CFR Part 11). Set <qmetry><serverId> to a <server> in"
                + " settings.xml with the user name and password of who signs.";
    }

    private Optional<Signature> signature() {
        return project.signed() ? connection.signature() : Optional.empty();
    }

    private List<Run> runs(Publication publication) {
        return publication.results().stream()
                .flatMap(result -> runs.of(result.key().testCase()).stream())
                .toList();
    }

    private URI url() {
        return settings.suite(route.suiteId());
    }

    private void readRuns() throws RefusedException, UnavailableException {
        readAt = connection.deadline().now();
        fresh = true;
        runs = Runs.read(api, project, route);
    }

    @Override
    public List<StoredResult> read(Publication publication) throws RefusedException, UnavailableException {
        Optional<String> stopped = api.quotaUsedUp().or(() -> writer.stopped());
        if (stopped.isPresent()) {
            throw new UnavailableException(stopped.get(), null);
        }
        if (!fresh || !connection.deadline().now().isBefore(readAt.plus(settings.replicaLag()))) {
            readRuns();
        }
        fresh = false;
        earlier = earlierBuilds(publication);
        List<StoredResult> stored = new ArrayList<>();
        for (Result result : publication.results()) {
            stored(result).ifPresent(stored::add);
        }
        return stored;
    }

    /** What the runs of a test case say; nothing while all of them are not executed. */
    private Optional<StoredResult> stored(Result result) {
        List<Run> ofCase = runs.of(result.key().testCase());
        List<String> verdicts =
                ofCase.stream().map(run -> wanted.told(run, result)).distinct().toList();
        if (verdicts.stream().allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        String right = result.verdict().text();
        String told =
                verdicts.stream().filter(one -> !one.equals(right)).findFirst().orElse(right);
        List<String> flaws = ofCase.stream().anyMatch(run -> earlier.contains(run.id())) ? List.of(EARLIER) : List.of();
        return Optional.of(
                new StoredResult(result.key(), Long.toString(ofCase.get(0).id()), told, flaws, Optional.of(url())));
    }

    /** The ids of runs that have their status already, but from an earlier build than the one that is named. */
    private Set<Long> earlierBuilds(Publication publication) throws RefusedException, UnavailableException {
        List<Run> done = publication.results().stream()
                .flatMap(result -> runs.of(result.key().testCase()).stream().filter(run -> wanted.held(run, result)))
                .toList();
        return build.earlier(done, recent::accepted);
    }

    @Override
    public Map<ResultKey, Answer> write(Publication publication, List<Change> changes) {
        try {
            build.create(route.suiteRuns());
        } catch (RefusedException e) {
            return all(changes, new Answer.Refused(e.getMessage(), false));
        } catch (UnavailableException e) {
            return all(changes, new Answer.NotSent(e.getMessage()));
        } catch (NoAnswerException e) {
            return all(changes, new Answer.NotSent(e.getMessage(), e.retryAfter()));
        }
        List<Change> unlinked = missing.of(changes, runs);
        Map<ResultKey, Answer> answers = byAPersonMeanwhile(changes);
        List<Change> others = changes.stream()
                .filter(change -> !answers.containsKey(change.result().key()))
                .toList();
        answers.putAll(set(publication.build(), others));
        if (!writer.ended()) {
            // Last: a suite that takes no more test cases holds up nothing else.
            answers.putAll(missing.link(unlinked, readAt));
            missing.created().forEach(runs::add);
            answers.putAll(set(publication.build(), unlinked));
        }
        fresh = false;
        changes.forEach(change -> answers.putIfAbsent(change.result().key(), notYet(change)));
        return answers;
    }

    /** Those that a person gave another verdict since the publication began. */
    private Map<ResultKey, Answer> byAPersonMeanwhile(List<Change> changes) {
        Map<ResultKey, Answer> answers = new HashMap<>();
        ManualVerdicts manual = build.manualVerdicts();
        for (Change change : settings.overwrite() ? List.<Change>of() : changes) {
            ResultKey key = change.result().key();
            List<Run> changed = runs.of(key.testCase()).stream()
                    .filter(run -> !wanted.held(run, change.result()))
                    .filter(run -> !Objects.equals(statusAtFirst.get(run.id()), run.statusId()))
                    .toList();
            try {
                if (manual.stand(changed)) {
                    answers.put(key, new Answer.Refused(QMetryPreflight.byAPerson(key.testCase()), false));
                }
            } catch (RefusedException | UnavailableException e) {
                answers.put(key, new Answer.NotSent(e.getMessage()));
            }
        }
        return answers;
    }

    private Map<ResultKey, Answer> set(String buildText, List<Change> changes) {
        Map<StatusWriter.Group, List<StatusWriter.Target>> groups = groups(buildText, changes);
        Map<ResultKey, Answer> answers = writer.write(groups, build.id());
        recent.note(groups, answers, connection.deadline().now().plus(settings.replicaLag()));
        return answers;
    }

    private Answer notYet(Change change) {
        return new Answer.NotSent(
                runs.of(change.result().key().testCase()).isEmpty()
                        ? "its run in the suite is not there yet"
                        : "its status was set just now, and does not show yet");
    }

    private static Map<ResultKey, Answer> all(List<Change> changes, Answer answer) {
        Map<ResultKey, Answer> answers = new HashMap<>();
        changes.forEach(change -> answers.put(change.result().key(), answer));
        return answers;
    }

    private Map<StatusWriter.Group, List<StatusWriter.Target>> groups(String buildText, List<Change> changes) {
        Map<StatusWriter.Group, List<StatusWriter.Target>> groups = new LinkedHashMap<>();
        for (Change change : changes) {
            Result result = change.result();
            Status status = wanted.of(result).orElseThrow();
            String comment = Comment.write(result, buildText);
            for (Run run : runs.of(result.key().testCase())) {
                boolean wrong = run.statusId() != status.id() || earlier.contains(run.id());
                if (wrong && !recent.mayHold(run, status, readAt)) {
                    groups.computeIfAbsent(
                                    new StatusWriter.Group(run.suiteRun(), status, comment), group -> new ArrayList<>())
                            .add(new StatusWriter.Target(result.key(), run.id()));
                }
            }
        }
        return groups;
    }

    @Override
    public Optional<Attachments> attachments() {
        return Optional.of(files);
    }

    /** Each run in the chosen executions that has another status, those that linking creates in any, and a new build. */
    @Override
    public int objects(List<Change> changes) {
        int set = groups("", changes).values().stream().mapToInt(List::size).sum();
        return set + missing.objects(missing.of(changes, runs)) + (build.toBeCreated() ? 1 : 0);
    }

    @Override
    public List<Finding> foresee(List<Change> changes) {
        List<Finding> foreseen = new ArrayList<>();
        if (build.toBeCreated() && !changes.isEmpty()) {
            foreseen.add(Finding.info("A build would be created, because the project has none of that name."));
        }
        missing.foresee(missing.of(changes, runs)).ifPresent(foreseen::add);
        return foreseen;
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(api.findings());
        findings.addAll(build == null ? List.of() : build.findings());
        findings.addAll(files == null ? List.of() : files.findings());
        return findings;
    }

    /** Runs are read page by page, written or not. */
    @Override
    public Duration readBackAfter() {
        return settings.replicaLag();
    }

    @Override
    public Duration replicaLag() {
        return settings.replicaLag();
    }

    @Override
    public void close() throws IOException {
        api.close();
    }
}
