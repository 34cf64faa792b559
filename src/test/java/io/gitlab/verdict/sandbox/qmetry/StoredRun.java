package io.gitlab.verdict.sandbox.qmetry;

import java.util.List;

/**
 * The run of a test case in a suite run, as it is really stored.
 *
 * @param suiteRun its {@code tsRunID}
 * @param run its {@code tcRunID}
 * @param status the name of its status in its project
 * @param build the name of the build of that status; empty for none
 * @param comment empty for none
 * @param automated whether the status was sent as one of an automated execution
 * @param statuses the names of all written statuses in order, one for each write
 * @param attachments the names of its files
 */
public record StoredRun(
        String project,
        String suite,
        String platform,
        String cycle,
        long suiteRun,
        String testCase,
        long run,
        String status,
        String build,
        String comment,
        boolean automated,
        List<String> statuses,
        List<String> attachments) {
    static StoredRun of(QmetryState state, CaseRun run) {
        QmetryEvent.SuiteRunAdded suiteRun =
                state.suiteRun(run.origin().suiteRun()).orElseThrow();
        SeedData.Project project = state.projectOf(suiteRun);
        return new StoredRun(
                project.key(),
                SuiteCalls.key(state, state.suite(suiteRun.suite()).orElseThrow()),
                ProjectLookup.platform(project, suiteRun.platform()).name(),
                ProjectLookup.cycle(project, suiteRun.cycle()).name(),
                suiteRun.id(),
                TestCaseCalls.key(state, state.testCase(run.origin().testCase()).orElseThrow()),
                run.id(),
                state.status(run).name(),
                state.build(run),
                run.comment(),
                run.last() != null && run.last().automated(),
                run.writes().stream()
                        .map(write -> name(project, write.status()))
                        .toList(),
                state.attachments(run.id()).map(QmetryEvent.Attached::name).toList());
    }

    private static String name(SeedData.Project project, long status) {
        return project.statuses().stream()
                .filter(each -> each.id() == status)
                .findFirst()
                .orElseThrow()
                .name();
    }
}
