package io.gitlab.verdict.tracker.qmetry.result;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.build.ManualStatuses;
import io.gitlab.verdict.tracker.qmetry.build.TargetBuild;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import io.gitlab.verdict.tracker.qmetry.suite.Target;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads and changes the test case runs of the target: creates the build, links missing test cases, sets statuses. */
final class StatusChanges {
    private static final String OVERWRITTEN =
            "another publication has set it in another build meanwhile, and a test case run has only"
                    + " one status. Make the jobs that publish there follow one another, for example with GitLab's"
                    + " resource_group.";

    private final QMetrySettings settings;
    private final Deadline deadline;
    private final Target target;
    private final StatusMapping mapping;
    private final TargetBuild build;
    private final ResultReader reader;
    private final UnlinkedTestCases unlinked;
    private final StatusWriter writer;
    private final RecentWrites recent = new RecentWrites();
    private final Map<Long, TestCaseRun> atFirst = new HashMap<>();

    StatusChanges(
            QMetrySettings settings,
            Deadline deadline,
            Target target,
            StatusMapping mapping,
            TargetBuild build,
            ResultReader reader,
            UnlinkedTestCases unlinked,
            StatusWriter writer) {
        this.settings = settings;
        this.deadline = deadline;
        this.target = target;
        this.mapping = mapping;
        this.build = build;
        this.reader = reader;
        this.unlinked = unlinked;
        this.writer = writer;
    }

    /** Remembers the runs as they were before the first write. */
    void begin(Publication publication) {
        publication.results().stream().flatMap(reader::runs).forEach(run -> atFirst.put(run.id(), run));
    }

    /** The stored results. */
    List<StoredResult> read(Publication publication) throws RefusedException, UnavailableException {
        Optional<String> stopped = writer.stopped();
        if (stopped.isPresent()) {
            throw new RefusedException(stopped.get());
        }
        return reader.read(publication, recent::accepted);
    }

    Map<ResultKey, Answer> write(String buildText, List<Change> changes) {
        try {
            build.create(target.suiteRuns());
        } catch (RefusedException e) {
            return all(changes, new Answer.Refused(e.getMessage(), false));
        } catch (UnavailableException e) {
            return all(changes, new Answer.NotSent(e.getMessage()));
        } catch (NoAnswerException e) {
            return all(changes, new Answer.NotSent(e.getMessage(), e.retryAfter()));
        }
        List<Change> toLink = unlinked.of(changes, reader.runs());
        Map<ResultKey, Answer> answers = setByUserMeanwhile(changes);
        answers.putAll(setInAnotherBuildMeanwhile(changes));
        List<Change> others = changes.stream()
                .filter(change -> !answers.containsKey(change.result().key()))
                .toList();
        answers.putAll(set(buildText, others));
        if (!writer.ended()) {
            // Last: a refused link must not delay other writes.
            answers.putAll(unlinked.link(toLink, reader.readAt()));
            unlinked.created().forEach(reader.runs()::add);
            answers.putAll(set(buildText, toLink));
        }
        reader.outdated();
        changes.forEach(change -> answers.putIfAbsent(change.result().key(), notYet(change.result())));
        return answers;
    }

    private static Map<ResultKey, Answer> all(List<Change> changes, Answer answer) {
        Map<ResultKey, Answer> answers = new HashMap<>();
        changes.forEach(change -> answers.put(change.result().key(), answer));
        return answers;
    }

    /** Refuses results to which a user has given another verdict since the publication started. */
    private Map<ResultKey, Answer> setByUserMeanwhile(List<Change> changes) {
        Map<ResultKey, Answer> answers = new HashMap<>();
        ManualStatuses manual = build.manualStatuses();
        for (Change change : settings.overwrite() ? List.<Change>of() : changes) {
            ResultKey key = change.result().key();
            try {
                if (manual.anyIn(changedMeanwhile(change.result()))) {
                    answers.put(key, new Answer.Refused(PreflightChecks.setByUser(key.testCase()), false));
                }
            } catch (RefusedException | UnavailableException e) {
                answers.put(key, new Answer.NotSent(e.getMessage()));
            }
        }
        return answers;
    }

    private List<TestCaseRun> changedMeanwhile(Result result) {
        return reader.runs(result)
                .filter(run -> !mapping.matches(run, result))
                .filter(run -> !before(run, TestCaseRun::statusId).equals(Optional.of(run.statusId())))
                .toList();
    }

    private <T> Optional<T> before(TestCaseRun run, Function<TestCaseRun, T> part) {
        return Optional.ofNullable(atFirst.get(run.id())).map(part);
    }

    /** Refuses results that another publication overwrote in another build: the two would overwrite each other endlessly. */
    private Map<ResultKey, Answer> setInAnotherBuildMeanwhile(List<Change> changes) {
        Map<ResultKey, Answer> answers = new HashMap<>();
        for (Change change : changes) {
            Result result = change.result();
            Status status = mapping.of(result).orElseThrow();
            boolean overwritten = reader.runs(result)
                    .filter(run -> recent.accepted(run.id()) && reader.isStale(run))
                    .filter(run -> !recent.mayHold(run, status, reader.readAt()))
                    .anyMatch(run -> !before(run, TestCaseRun::comment).equals(Optional.of(run.comment())));
            if (overwritten) {
                answers.put(result.key(), new Answer.Refused(OVERWRITTEN, false));
            }
        }
        return answers;
    }

    private Map<ResultKey, Answer> set(String buildText, List<Change> changes) {
        Map<StatusWriter.Group, List<StatusWriter.RunUpdate>> groups = groups(buildText, changes);
        Map<ResultKey, Answer> answers = writer.write(groups, build.id());
        recent.note(groups, answers, deadline.now().plus(settings.replicaLag()));
        return answers;
    }

    private Map<StatusWriter.Group, List<StatusWriter.RunUpdate>> groups(String buildText, List<Change> changes) {
        Map<StatusWriter.Group, List<StatusWriter.RunUpdate>> groups = new LinkedHashMap<>();
        for (Change change : changes) {
            Result result = change.result();
            Status status = mapping.of(result).orElseThrow();
            String comment = Comment.write(result, buildText);
            reader.runs(result)
                    .filter(run -> reader.wrong(run, status) && !recent.mayHold(run, status, reader.readAt()))
                    .forEach(run -> groups.computeIfAbsent(
                                    new StatusWriter.Group(run.suiteRun(), status, comment), group -> new ArrayList<>())
                            .add(new StatusWriter.RunUpdate(result.key(), run.id())));
        }
        return groups;
    }

    private Answer notYet(Result result) {
        return new Answer.NotSent(
                reader.runs(result).findAny().isEmpty()
                        ? "its run in the suite is not visible yet"
                        : "its new status is not visible yet");
    }

    /** Counts runs in the selected suite runs that change, runs that linking creates, and a new build. */
    int objects(List<Change> changes) {
        int set = groups("", changes).values().stream().mapToInt(List::size).sum();
        return set + unlinked.objects(unlinked.of(changes, reader.runs())) + (build.toBeCreated() ? 1 : 0);
    }

    /** Findings about the build. */
    List<Finding> findings() {
        return build.findings();
    }

    /** Findings about these changes, for a dry run. */
    List<Finding> foresee(List<Change> changes) {
        List<Finding> findings = new ArrayList<>();
        if (build.toBeCreated() && !changes.isEmpty()) {
            findings.add(Finding.info("A build would be created, because the project has none with this name."));
        }
        unlinked.foresee(unlinked.of(changes, reader.runs())).ifPresent(findings::add);
        return findings;
    }
}
