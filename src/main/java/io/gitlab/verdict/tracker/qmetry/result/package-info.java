/** Reads, compares and writes the statuses of test case runs, and links missing test cases to the suite. */
package io.gitlab.verdict.tracker.qmetry.result;
