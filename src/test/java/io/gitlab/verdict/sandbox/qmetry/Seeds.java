package io.gitlab.verdict.sandbox.qmetry;

import java.util.List;
import java.util.stream.Stream;

/** Seed data with further suites. */
public final class Seeds {
    private Seeds() {}

    /** The standard seed data with one more suite in the project with that key. */
    public static SeedData standardWith(String project, SeedData.Suite suite) {
        return with(SeedData.standard(), project, suite);
    }

    /** The seed data with one more suite in the project with that key, and with the test cases that the suite needs. */
    public static SeedData with(SeedData seed, String project, SeedData.Suite suite) {
        return new SeedData(seed.projects().stream()
                .map(each -> each.key().equals(project) ? with(each, suite) : each)
                .toList());
    }

    private static SeedData.Project with(SeedData.Project project, SeedData.Suite suite) {
        return new SeedData.Project(
                project.id(),
                project.key(),
                project.name(),
                project.rules(),
                project.statuses(),
                project.releases(),
                project.platforms(),
                project.builds(),
                Math.max(project.testCases(), suite.last()),
                project.archivedTestCases(),
                Stream.concat(project.suites().stream(), Stream.of(suite)).toList());
    }

    /** An open suite with each test case once. */
    public static SeedData.Suite suite(String name, String platform, String cycle, int first, int last) {
        return new SeedData.Suite(name, List.of(platform), List.of(cycle), first, last, List.of(), false, false);
    }
}
