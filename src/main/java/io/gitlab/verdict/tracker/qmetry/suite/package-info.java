/** Test suites, their suite runs and test case runs, and which of them a publication is written to. */
package io.gitlab.verdict.tracker.qmetry.suite;
