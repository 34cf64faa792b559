package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Brings the runs of a route to the statuses of results: creates the build, links what is missing, sets statuses. */
final class StatusChanges {
    private static final String TAKEN =
            "another publication gave it a status in another build meanwhile, and an execution"
                    + " holds one status only. Let the jobs that publish there follow one another, as with GitLab's"
                    + " resource_group.";

    private final QMetrySettings settings;
    private final Deadline deadline;
    private final Route route;
    private final WantedStatuses wanted;
    private final TargetBuild build;
    private final HeldResults held;
    private final MissingRuns missing;
    private final StatusWriter writer;
    private final RecentWrites recent = new RecentWrites();
    private final Map<Long, Run> atFirst = new HashMap<>();

    StatusChanges(
            QMetrySettings settings,
            Deadline deadline,
            Route route,
            WantedStatuses wanted,
            TargetBuild build,
            HeldResults held,
            MissingRuns missing,
            StatusWriter writer) {
        this.settings = settings;
        this.deadline = deadline;
        this.route = route;
        this.wanted = wanted;
        this.build = build;
        this.held = held;
        this.missing = missing;
        this.writer = writer;
    }

    /** Takes note of what the runs hold before anything is written. */
    void begin(Publication publication) {
        publication.results().stream().flatMap(held::runs).forEach(run -> atFirst.put(run.id(), run));
    }

    /** Why nothing more may be asked of QMetry; empty when it may. */
    Optional<String> stopped() {
        return writer.stopped();
    }

    /** Whether QMetry accepted a write to the run. */
    boolean accepted(long run) {
        return recent.accepted(run);
    }

    Map<ResultKey, Answer> write(String buildText, List<Change> changes) {
        try {
            build.create(route.suiteRuns());
        } catch (RefusedException e) {
            return all(changes, new Answer.Refused(e.getMessage(), false));
        } catch (UnavailableException e) {
            return all(changes, new Answer.NotSent(e.getMessage()));
        } catch (NoAnswerException e) {
            return all(changes, new Answer.NotSent(e.getMessage(), e.retryAfter()));
        }
        List<Change> unlinked = missing.of(changes, held.runs());
        Map<ResultKey, Answer> answers = byAPersonMeanwhile(changes);
        answers.putAll(byAnotherBuildMeanwhile(changes));
        List<Change> others = changes.stream()
                .filter(change -> !answers.containsKey(change.result().key()))
                .toList();
        answers.putAll(set(buildText, others));
        if (!writer.ended()) {
            // Last: a suite that takes no more test cases holds up nothing else.
            answers.putAll(missing.link(unlinked, held.readAt()));
            missing.created().forEach(held.runs()::add);
            answers.putAll(set(buildText, unlinked));
        }
        held.outdated();
        changes.forEach(change -> answers.putIfAbsent(change.result().key(), notYet(change.result())));
        return answers;
    }

    private static Map<ResultKey, Answer> all(List<Change> changes, Answer answer) {
        Map<ResultKey, Answer> answers = new HashMap<>();
        changes.forEach(change -> answers.put(change.result().key(), answer));
        return answers;
    }

    /** Those that a person gave another verdict since the publication began. */
    private Map<ResultKey, Answer> byAPersonMeanwhile(List<Change> changes) {
        Map<ResultKey, Answer> answers = new HashMap<>();
        ManualVerdicts manual = build.manualVerdicts();
        for (Change change : settings.overwrite() ? List.<Change>of() : changes) {
            ResultKey key = change.result().key();
            try {
                if (manual.stand(changedMeanwhile(change.result()))) {
                    answers.put(key, new Answer.Refused(QMetryPreflight.byAPerson(key.testCase()), false));
                }
            } catch (RefusedException | UnavailableException e) {
                answers.put(key, new Answer.NotSent(e.getMessage()));
            }
        }
        return answers;
    }

    private List<Run> changedMeanwhile(Result result) {
        return held.runs(result)
                .filter(run -> !wanted.held(run, result))
                .filter(run -> !before(run, Run::statusId).equals(Optional.of(run.statusId())))
                .toList();
    }

    private <T> Optional<T> before(Run run, Function<Run, T> part) {
        return Optional.ofNullable(atFirst.get(run.id())).map(part);
    }

    /** Those that were set here and then, by another publication, in another build: two would replace each other for ever. */
    private Map<ResultKey, Answer> byAnotherBuildMeanwhile(List<Change> changes) {
        Map<ResultKey, Answer> answers = new HashMap<>();
        for (Change change : changes) {
            Result result = change.result();
            Status status = wanted.of(result).orElseThrow();
            boolean taken = held.runs(result)
                    .filter(run -> recent.accepted(run.id()) && held.ofEarlierBuild(run))
                    .filter(run -> !recent.mayHold(run, status, held.readAt()))
                    .anyMatch(run -> !before(run, Run::comment).equals(Optional.of(run.comment())));
            if (taken) {
                answers.put(result.key(), new Answer.Refused(TAKEN, false));
            }
        }
        return answers;
    }

    private Map<ResultKey, Answer> set(String buildText, List<Change> changes) {
        Map<StatusWriter.Group, List<StatusWriter.Target>> groups = groups(buildText, changes);
        Map<ResultKey, Answer> answers = writer.write(groups, build.id());
        recent.note(groups, answers, deadline.now().plus(settings.replicaLag()));
        return answers;
    }

    private Map<StatusWriter.Group, List<StatusWriter.Target>> groups(String buildText, List<Change> changes) {
        Map<StatusWriter.Group, List<StatusWriter.Target>> groups = new LinkedHashMap<>();
        for (Change change : changes) {
            Result result = change.result();
            Status status = wanted.of(result).orElseThrow();
            String comment = Comment.write(result, buildText);
            held.runs(result)
                    .filter(run -> held.wrong(run, status) && !recent.mayHold(run, status, held.readAt()))
                    .forEach(run -> groups.computeIfAbsent(
                                    new StatusWriter.Group(run.suiteRun(), status, comment), group -> new ArrayList<>())
                            .add(new StatusWriter.Target(result.key(), run.id())));
        }
        return groups;
    }

    private Answer notYet(Result result) {
        return new Answer.NotSent(
                held.runs(result).findAny().isEmpty()
                        ? "its run in the suite is not there yet"
                        : "its status was set just now, and does not show yet");
    }

    /** Each run in the chosen executions that has another status, those that linking creates in any, and a new build. */
    int objects(List<Change> changes) {
        int set = groups("", changes).values().stream().mapToInt(List::size).sum();
        return set + missing.objects(missing.of(changes, held.runs())) + (build.toBeCreated() ? 1 : 0);
    }

    /** What a person should know before these are written. */
    List<Finding> foresee(List<Change> changes) {
        List<Finding> foreseen = new ArrayList<>();
        if (build.toBeCreated() && !changes.isEmpty()) {
            foreseen.add(Finding.info("A build would be created, because the project has none of that name."));
        }
        missing.foresee(missing.of(changes, held.runs())).ifPresent(foreseen::add);
        return foreseen;
    }
}
