/** The test case runs of all suite runs, for the derived status of test cases. */
package io.gitlab.verdict.tracker.qmetry.status;
