package io.gitlab.verdict.sandbox.qmetry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Fills an empty tracker. */
final class QmetrySeed {
    private final Transaction transaction;

    private QmetrySeed(Transaction transaction) {
        this.transaction = transaction;
    }

    static void plant(SeedData seed, Transaction transaction) {
        transaction.add(new QmetryEvent.Began(seed));
        seed.projects().forEach(new QmetrySeed(transaction)::project);
    }

    private void project(SeedData.Project project) {
        List<QmetryEvent.CaseAdded> cases = new ArrayList<>();
        for (int number = 1; number <= project.testCases(); number++) {
            boolean archived = project.archivedTestCases().contains(number);
            QmetryEvent.CaseAdded made = new QmetryEvent.CaseAdded(
                    transaction.id(), transaction.id(), project.id(), number, "Test case " + number, archived);
            transaction.add(made);
            cases.add(made);
        }
        for (int number = 1; number <= project.suites().size(); number++) {
            suite(project, number, cases);
        }
    }

    private void suite(SeedData.Project project, int number, List<QmetryEvent.CaseAdded> cases) {
        SeedData.Suite suite = project.suites().get(number - 1);
        long id = transaction.id();
        transaction.add(new QmetryEvent.SuiteAdded(id, project.id(), number, suite.name(), true, suite.archived()));
        for (String cycle : suite.cycles()) {
            for (String platform : suite.platforms()) {
                long run = transaction.id();
                transaction.add(new QmetryEvent.SuiteRunAdded(
                        run, id, platform(project, platform), cycle(project, cycle), suite.locked()));
                numbers(suite)
                        .forEach(testCase -> transaction.add(new QmetryEvent.CaseLinked(
                                transaction.id(),
                                transaction.id(),
                                run,
                                cases.get(testCase - 1).id())));
            }
        }
    }

    private static Stream<Integer> numbers(SeedData.Suite suite) {
        return Stream.concat(
                Stream.iterate(suite.first(), number -> number <= suite.last(), number -> number + 1),
                suite.twice().stream());
    }

    private static long platform(SeedData.Project project, String name) {
        return project.platforms().stream()
                .filter(platform -> platform.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(project, "platform", name))
                .id();
    }

    private static long cycle(SeedData.Project project, String name) {
        return project.releases().stream()
                .flatMap(release -> release.cycles().stream())
                .filter(cycle -> cycle.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(project, "cycle", name))
                .id();
    }

    private static IllegalArgumentException missing(SeedData.Project project, String kind, String name) {
        return new IllegalArgumentException("The project " + project.key() + " has no " + kind + " \"" + name + "\".");
    }
}
