package io.gitlab.verdict.sandbox.qmetry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Brings a world into an empty tracker. */
final class Founding {
    private final Transaction transaction;

    private Founding(Transaction transaction) {
        this.transaction = transaction;
    }

    static void make(World world, Transaction transaction) {
        transaction.add(new Event.Began(world));
        world.projects().forEach(new Founding(transaction)::project);
    }

    private void project(World.Project project) {
        List<Event.CaseAdded> cases = new ArrayList<>();
        for (int number = 1; number <= project.testCases(); number++) {
            boolean archived = project.archivedTestCases().contains(number);
            Event.CaseAdded made = new Event.CaseAdded(
                    transaction.id(), transaction.id(), project.id(), number, "Test case " + number, archived);
            transaction.add(made);
            cases.add(made);
        }
        for (int number = 1; number <= project.suites().size(); number++) {
            suite(project, number, cases);
        }
    }

    private void suite(World.Project project, int number, List<Event.CaseAdded> cases) {
        World.Suite suite = project.suites().get(number - 1);
        long id = transaction.id();
        transaction.add(new Event.SuiteAdded(id, project.id(), number, suite.name(), true, suite.archived()));
        for (String cycle : suite.cycles()) {
            for (String platform : suite.platforms()) {
                long run = transaction.id();
                transaction.add(new Event.SuiteRunAdded(
                        run, id, platform(project, platform), cycle(project, cycle), suite.locked()));
                numbers(suite)
                        .forEach(testCase -> transaction.add(new Event.CaseLinked(
                                transaction.id(),
                                transaction.id(),
                                run,
                                cases.get(testCase - 1).id())));
            }
        }
    }

    private static Stream<Integer> numbers(World.Suite suite) {
        return Stream.concat(
                Stream.iterate(suite.first(), number -> number <= suite.last(), number -> number + 1),
                suite.twice().stream());
    }

    private static long platform(World.Project project, String name) {
        return project.platforms().stream()
                .filter(platform -> platform.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(project, "platform", name))
                .id();
    }

    private static long cycle(World.Project project, String name) {
        return project.releases().stream()
                .flatMap(release -> release.cycles().stream())
                .filter(cycle -> cycle.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(project, "cycle", name))
                .id();
    }

    private static IllegalArgumentException missing(World.Project project, String kind, String name) {
        return new IllegalArgumentException("The project " + project.key() + " has no " + kind + " \"" + name + "\".");
    }
}
