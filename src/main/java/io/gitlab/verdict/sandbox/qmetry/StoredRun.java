package io.gitlab.verdict.sandbox.qmetry;

import java.util.List;

/**
 * What the tracker really holds of a test case in a suite run.
 *
 * @param suiteRun its {@code tsRunID}
 * @param run its {@code tcRunID}
 * @param status the name of its status in its project
 * @param build the name of the build it got that status in; empty for none
 * @param comment empty for none
 * @param automated whether it was said to be executed by a machine
 * @param statuses the names of all statuses that were written, in that order: as many as there were writes
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
        List<String> attachments) {}
