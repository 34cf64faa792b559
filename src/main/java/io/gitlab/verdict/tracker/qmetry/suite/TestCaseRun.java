package io.gitlab.verdict.tracker.qmetry.suite;

import java.util.Optional;

/**
 * A run of a test case in a suite run.
 *
 * @param id its {@code tcRunID}
 * @param suiteRun the suite run
 * @param testCase key of the test case
 * @param statusId id of its status
 * @param archived whether the test case is archived
 * @param files number of attachments
 * @param comment as stored in QMetry; empty if there is none or it is unknown
 * @param automated whether a tool set the status; empty if unknown
 */
public record TestCaseRun(
        long id,
        SuiteRun suiteRun,
        String testCase,
        long statusId,
        boolean archived,
        long files,
        String comment,
        Optional<Boolean> automated) {}
