/**
 * The adapter to QMetry Test Management: wire format, facts and quirks, nothing else. QMetry creates no results: it sets
 * the status of test case runs, which exist in a suite run (test suite, platform and cycle).
 */
package io.gitlab.verdict.tracker.qmetry;
