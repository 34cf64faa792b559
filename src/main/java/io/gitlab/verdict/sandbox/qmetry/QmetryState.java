package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tracker after all events so far. */
final class QmetryState implements State<QmetryEvent> {
    private SeedData seed = new SeedData(List.of());
    private final Map<Long, QmetryEvent.CaseAdded> cases = new LinkedHashMap<>();
    private final Map<Long, QmetryEvent.SuiteAdded> suites = new LinkedHashMap<>();
    private final Map<Long, QmetryEvent.SuiteRunAdded> suiteRuns = new LinkedHashMap<>();
    private final Map<Long, CaseRun> runs = new LinkedHashMap<>();
    private final Map<Long, List<Long>> runsOfSuiteRun = new LinkedHashMap<>();
    private final Map<Long, Long> lastBuilds = new HashMap<>();
    private final Map<Long, QmetryEvent.BuildAdded> builds = new LinkedHashMap<>();
    private final Map<Long, QmetryEvent.Attached> attachments = new LinkedHashMap<>();
    private final List<QmetryEvent> events = new ArrayList<>();
    private long lastId = 100_000;

    @Override
    public Stream<QmetryEvent> snapshot() {
        return events.stream();
    }

    @Override
    public void apply(QmetryEvent event) {
        events.add(event);
        lastId = Math.max(lastId, event.highestId());
        if (event instanceof QmetryEvent.Began began) {
            seed = began.seed();
        } else if (event instanceof QmetryEvent.CaseAdded added) {
            cases.put(added.id(), added);
        } else if (event instanceof QmetryEvent.SuiteAdded added) {
            suites.put(added.id(), added);
        } else if (event instanceof QmetryEvent.SuiteRunAdded added) {
            suiteRuns.put(added.id(), added);
            runsOfSuiteRun.put(added.id(), new ArrayList<>());
        } else if (event instanceof QmetryEvent.BuildAdded added) {
            builds.put(added.id(), added);
        } else {
            applyToRun(event);
        }
    }

    private void applyToRun(QmetryEvent event) {
        if (event instanceof QmetryEvent.CaseLinked linked) {
            runs.put(linked.id(), new CaseRun(linked, List.of(), ""));
            runsOfSuiteRun.get(linked.suiteRun()).add(linked.id());
        } else if (event instanceof QmetryEvent.StatusSet set) {
            runs.computeIfPresent(set.run(), (id, run) -> run.with(set));
            executedIn(set);
        } else if (event instanceof QmetryEvent.Commented commented) {
            runs.computeIfPresent(commented.run(), (id, run) -> run.with(commented.comment()));
        } else if (event instanceof QmetryEvent.Attached attached) {
            attachments.put(attached.id(), attached);
        } else if (event instanceof QmetryEvent.Detached detached) {
            attachments.remove(detached.id());
        }
    }

    private void executedIn(QmetryEvent.StatusSet set) {
        run(set.run())
                .filter(run -> set.build() != null)
                .ifPresent(run -> lastBuilds.put(run.origin().suiteRun(), set.build()));
    }

    long lastId() {
        return lastId;
    }

    List<SeedData.Project> projects() {
        return seed.projects();
    }

    SeedData.Project project(long id) {
        return projects().stream()
                .filter(project -> project.id() == id)
                .findFirst()
                .orElseThrow();
    }

    Optional<QmetryEvent.CaseAdded> testCase(long id) {
        return Optional.ofNullable(cases.get(id));
    }

    Stream<QmetryEvent.CaseAdded> testCases(SeedData.Project project) {
        return cases.values().stream().filter(each -> each.project() == project.id());
    }

    Optional<QmetryEvent.SuiteAdded> suite(long id) {
        return Optional.ofNullable(suites.get(id));
    }

    Stream<QmetryEvent.SuiteAdded> suites(SeedData.Project project) {
        return suites.values().stream().filter(suite -> suite.project() == project.id());
    }

    Optional<QmetryEvent.SuiteRunAdded> suiteRun(long id) {
        return Optional.ofNullable(suiteRuns.get(id));
    }

    Stream<QmetryEvent.SuiteRunAdded> suiteRuns(long suite) {
        return suiteRuns.values().stream().filter(run -> run.suite() == suite);
    }

    Optional<CaseRun> run(long id) {
        return Optional.ofNullable(runs.get(id));
    }

    List<CaseRun> runs(long suiteRun) {
        return runsOfSuiteRun.getOrDefault(suiteRun, List.of()).stream()
                .map(runs::get)
                .toList();
    }

    Collection<CaseRun> runs() {
        return runs.values();
    }

    /** The builds of the seed data, and those created since. */
    Stream<SeedData.Build> builds(SeedData.Project project) {
        return Stream.concat(
                project.builds().stream(),
                builds.values().stream()
                        .filter(build -> build.project() == project.id())
                        .map(build -> new SeedData.Build(build.id(), build.name(), false)));
    }

    /** The build of the latest status in the suite run. */
    Optional<Long> lastBuild(long suiteRun) {
        return Optional.ofNullable(lastBuilds.get(suiteRun));
    }

    Stream<QmetryEvent.Attached> attachments(long run) {
        return attachments.values().stream().filter(each -> each.run() == run);
    }

    Optional<QmetryEvent.Attached> attachment(long id) {
        return Optional.ofNullable(attachments.get(id));
    }

    /** The project of the suite run. */
    SeedData.Project projectOf(QmetryEvent.SuiteRunAdded run) {
        return project(suite(run.suite()).orElseThrow().project());
    }

    SeedData.Status status(CaseRun run) {
        SeedData.Project project = projectOf(suiteRun(run.origin().suiteRun()).orElseThrow());
        return run.last() == null
                ? project.notRun()
                : project.statuses().stream()
                        .filter(status -> status.id() == run.last().status())
                        .findFirst()
                        .orElseThrow();
    }

    /** The name of the build of the run's status; empty for none. */
    String build(CaseRun run) {
        Long id = run.last() == null ? null : run.last().build();
        return builds(projectOf(suiteRun(run.origin().suiteRun()).orElseThrow()))
                .filter(build -> Long.valueOf(build.id()).equals(id))
                .map(SeedData.Build::name)
                .findFirst()
                .orElse("");
    }
}
