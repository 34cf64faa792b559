package io.gitlab.verdict.sandbox.qmetry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the tracker holds after the events so far. */
final class State {
    private World world = new World(List.of());
    private final Map<Long, Event.CaseAdded> cases = new LinkedHashMap<>();
    private final Map<Long, Event.SuiteAdded> suites = new LinkedHashMap<>();
    private final Map<Long, Event.SuiteRunAdded> suiteRuns = new LinkedHashMap<>();
    private final Map<Long, Run> runs = new LinkedHashMap<>();
    private final Map<Long, List<Long>> runsOfSuiteRun = new LinkedHashMap<>();
    private final Map<Long, Long> lastBuilds = new HashMap<>();
    private final Map<Long, Event.BuildAdded> builds = new LinkedHashMap<>();
    private final Map<Long, Event.Attached> attachments = new LinkedHashMap<>();
    private long lastId = 100_000;

    void apply(Event event) {
        lastId = Math.max(lastId, event.highestId());
        if (event instanceof Event.Began began) {
            world = began.world();
        } else if (event instanceof Event.CaseAdded added) {
            cases.put(added.id(), added);
        } else if (event instanceof Event.SuiteAdded added) {
            suites.put(added.id(), added);
        } else if (event instanceof Event.SuiteRunAdded added) {
            suiteRuns.put(added.id(), added);
            runsOfSuiteRun.put(added.id(), new ArrayList<>());
        } else if (event instanceof Event.BuildAdded added) {
            builds.put(added.id(), added);
        } else {
            applyToRun(event);
        }
    }

    private void applyToRun(Event event) {
        if (event instanceof Event.CaseLinked linked) {
            runs.put(linked.id(), new Run(linked, List.of(), ""));
            runsOfSuiteRun.get(linked.suiteRun()).add(linked.id());
        } else if (event instanceof Event.StatusSet set) {
            runs.computeIfPresent(set.run(), (id, run) -> run.with(set));
            executedIn(set);
        } else if (event instanceof Event.Commented commented) {
            runs.computeIfPresent(commented.run(), (id, run) -> run.with(commented.comment()));
        } else if (event instanceof Event.Attached attached) {
            attachments.put(attached.id(), attached);
        } else if (event instanceof Event.Detached detached) {
            attachments.remove(detached.id());
        }
    }

    private void executedIn(Event.StatusSet set) {
        run(set.run())
                .filter(run -> set.build() != null)
                .ifPresent(run -> lastBuilds.put(run.origin().suiteRun(), set.build()));
    }

    long lastId() {
        return lastId;
    }

    List<World.Project> projects() {
        return world.projects();
    }

    World.Project project(long id) {
        return projects().stream()
                .filter(project -> project.id() == id)
                .findFirst()
                .orElseThrow();
    }

    Optional<Event.CaseAdded> testCase(long id) {
        return Optional.ofNullable(cases.get(id));
    }

    Stream<Event.CaseAdded> testCases(World.Project project) {
        return cases.values().stream().filter(each -> each.project() == project.id());
    }

    Optional<Event.SuiteAdded> suite(long id) {
        return Optional.ofNullable(suites.get(id));
    }

    Stream<Event.SuiteAdded> suites(World.Project project) {
        return suites.values().stream().filter(suite -> suite.project() == project.id());
    }

    Optional<Event.SuiteRunAdded> suiteRun(long id) {
        return Optional.ofNullable(suiteRuns.get(id));
    }

    Stream<Event.SuiteRunAdded> suiteRuns(long suite) {
        return suiteRuns.values().stream().filter(run -> run.suite() == suite);
    }

    Optional<Run> run(long id) {
        return Optional.ofNullable(runs.get(id));
    }

    List<Run> runs(long suiteRun) {
        return runsOfSuiteRun.getOrDefault(suiteRun, List.of()).stream()
                .map(runs::get)
                .toList();
    }

    Collection<Run> runs() {
        return runs.values();
    }

    /** The builds that people made before, and those that were made over the wire. */
    Stream<World.Build> builds(World.Project project) {
        return Stream.concat(
                project.builds().stream(),
                builds.values().stream()
                        .filter(build -> build.project() == project.id())
                        .map(build -> new World.Build(build.id(), build.name(), false)));
    }

    /** The build that came last with a status in the suite run. */
    Optional<Long> lastBuild(long suiteRun) {
        return Optional.ofNullable(lastBuilds.get(suiteRun));
    }

    Stream<Event.Attached> attachments(long run) {
        return attachments.values().stream().filter(each -> each.run() == run);
    }

    Optional<Event.Attached> attachment(long id) {
        return Optional.ofNullable(attachments.get(id));
    }

    /** The project that the suite run belongs to. */
    World.Project projectOf(Event.SuiteRunAdded run) {
        return project(suite(run.suite()).orElseThrow().project());
    }

    World.Status status(Run run) {
        World.Project project = projectOf(suiteRun(run.origin().suiteRun()).orElseThrow());
        return run.last() == null
                ? project.notRun()
                : project.statuses().stream()
                        .filter(status -> status.id() == run.last().status())
                        .findFirst()
                        .orElseThrow();
    }
}
