package io.gitlab.verdict.tracker.qmetry;

import java.util.Optional;

/**
 * A test case within an execution of a suite.
 *
 * @param id its {@code tcRunID}
 * @param suiteRun the execution
 * @param testCase the test case's key
 * @param statusId its status
 * @param archived whether the test case is archived
 * @param files how many files it holds
 * @param comment as QMetry keeps it; empty when there is none, or QMetry does not tell
 * @param automated whether a tool gave the status; empty when QMetry does not tell
 */
record Run(
        long id,
        SuiteRun suiteRun,
        String testCase,
        long statusId,
        boolean archived,
        long files,
        String comment,
        Optional<Boolean> automated) {}
