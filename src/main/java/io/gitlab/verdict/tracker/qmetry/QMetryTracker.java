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
import java.util.Optional;

/**
 * Statuses of test case runs in QMetry. A run holds one status and no date: the result of a test case in a build is what
 * its runs in the chosen executions of the suite say.
 */
final class QMetryTracker implements Tracker {
    /** The vendor advises 10 to 20 runs a call. */
    private static final int BATCH_SIZE = 20;

    private final OpenApi api;
    private final QMetrySettings settings;
    private final TrackerConnection connection;
    private final RecentWrites recent = new RecentWrites();
    private ProjectInfo project;
    private Route route;
    private Runs runs;
    private Instant readAt = Instant.MIN;
    private boolean fresh;
    private MissingRuns missing;
    private RunFiles files;
    private Optional<Long> build = Optional.empty();

    QMetryTracker(OpenApi api, QMetrySettings settings, TrackerConnection connection) {
        this.api = api;
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public Preflight prepare(Publication publication) throws RefusedException, UnavailableException {
        project = ProjectInfo.read(api, settings.project());
        checkSignature();
        build = findBuild(publication.build());
        route = new RouteFinder(api, project, settings).find();
        files = new RunFiles(api, project, route);
        readRuns();
        TestCases testCases = new TestCases(api, project);
        Linker linker = new Linker(api, route, connection.deadline(), settings.replicaLag());
        missing = new MissingRuns(route, testCases, linker);
        ManualVerdicts manual = new ManualVerdicts(api, project, build, namesBuild() && build.isEmpty());
        QMetryPreflight preflight = new QMetryPreflight(settings, project, route, runs, testCases, manual);
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

    private Optional<Long> findBuild(String publicationBuild) throws RefusedException, UnavailableException {
        if (!namesBuild()) {
            return Optional.empty();
        }
        String name = buildName(publicationBuild);
        Optional<Long> found = new Builds(api, project).find(name);
        if (found.isEmpty() && !settings.createBuild()) {
            throw new RefusedException(noBuild(project, name));
        }
        return found;
    }

    static String noBuild(ProjectInfo project, String name) {
        return "Project \"" + project.name() + "\" has no build \"" + name
                + "\". Create it, set <qmetry><build> to one that is there, or set"
                + " <qmetry><createBuild>true</createBuild>.";
    }

    /** Whether executions are of a build: because it is set, or because the project wants one. */
    private boolean namesBuild() {
        return settings.build().isPresent() || settings.createBuild() || project.buildMandatory();
    }

    private String buildName(String publicationBuild) {
        return settings.build().orElse(publicationBuild);
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
        if (api.quotaUsedUp().isPresent()) {
            throw new UnavailableException(api.quotaUsedUp().get(), null);
        }
        if (!fresh || !connection.deadline().now().isBefore(readAt.plus(settings.replicaLag()))) {
            readRuns();
        }
        fresh = false;
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
                ofCase.stream().map(run -> verdict(run, result)).distinct().toList();
        if (verdicts.stream().allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        String wanted = result.verdict().text();
        String told =
                verdicts.stream().filter(one -> !one.equals(wanted)).findFirst().orElse(wanted);
        return Optional.of(
                new StoredResult(result.key(), Long.toString(ofCase.get(0).id()), told, List.of(), Optional.of(url())));
    }

    /** The wanted verdict's word if the run has its status, else the name of the status it has; empty if not executed. */
    private String verdict(Run run, Result result) {
        Optional<Status> wanted = project.statuses().of(result.verdict(), settings.statuses());
        if (wanted.isPresent() && wanted.get().id() == run.statusId()) {
            return result.verdict().text();
        }
        return project.statuses()
                .byId(run.statusId())
                .map(status -> status.notRun() ? "" : status.name())
                .orElse("unknown status " + run.statusId());
    }

    @Override
    public Map<ResultKey, Answer> write(Publication publication, List<Change> changes) {
        try {
            createBuild(publication.build());
        } catch (RefusedException e) {
            return all(changes, new Answer.Refused(e.getMessage(), false));
        } catch (UnavailableException e) {
            return all(changes, new Answer.NotSent(e.getMessage()));
        } catch (NoAnswerException e) {
            return all(changes, new Answer.NotSent(e.getMessage(), e.retryAfter()));
        }
        int batchSize = connection.batchSize().orElse(BATCH_SIZE);
        StatusWriter writer = new StatusWriter(api, batchSize, build, signature());
        List<Change> unlinked = missing.of(changes, runs);
        Map<ResultKey, Answer> answers = new HashMap<>(set(writer, publication.build(), changes));
        if (!writer.ended()) {
            // Last: a suite that takes no more test cases holds up nothing else.
            answers.putAll(missing.link(unlinked, readAt));
            missing.created().forEach(runs::add);
            answers.putAll(set(writer, publication.build(), unlinked));
        }
        fresh = false;
        changes.forEach(change -> answers.putIfAbsent(change.result().key(), notYet(change)));
        return answers;
    }

    private Map<ResultKey, Answer> set(StatusWriter writer, String buildText, List<Change> changes) {
        Map<StatusWriter.Group, List<StatusWriter.Target>> groups = groups(buildText, changes);
        Map<ResultKey, Answer> answers = writer.write(groups);
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

    private void createBuild(String publicationBuild) throws RefusedException, UnavailableException, NoAnswerException {
        if (createsBuild()) {
            build = new Builds(api, project).create(buildName(publicationBuild), route.suiteRuns());
        }
    }

    private Map<StatusWriter.Group, List<StatusWriter.Target>> groups(String buildText, List<Change> changes) {
        Map<StatusWriter.Group, List<StatusWriter.Target>> groups = new LinkedHashMap<>();
        for (Change change : changes) {
            Result result = change.result();
            Status status =
                    project.statuses().of(result.verdict(), settings.statuses()).orElseThrow();
            String comment = Comment.write(result, buildText);
            for (Run run : runs.of(result.key().testCase())) {
                if (run.statusId() != status.id() && !recent.mayHold(run, status, readAt)) {
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
        return set + missing.objects(missing.of(changes, runs)) + (createsBuild() ? 1 : 0);
    }

    @Override
    public List<Finding> foresee(List<Change> changes) {
        List<Finding> foreseen = new ArrayList<>();
        if (createsBuild() && !changes.isEmpty()) {
            foreseen.add(Finding.info("A build would be created, because the project has none of that name."));
        }
        missing.foresee(missing.of(changes, runs)).ifPresent(foreseen::add);
        return foreseen;
    }

    private boolean createsBuild() {
        return build.isEmpty() && namesBuild();
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(api.findings());
        findings.addAll(files == null ? List.of() : files.findings());
        return findings;
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
