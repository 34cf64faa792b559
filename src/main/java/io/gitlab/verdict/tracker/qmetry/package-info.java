/**
 * The adapter to QMetry Test Management. QMetry creates no results: a publication sets the status of test case runs, which
 * exist in a suite run (test suite, platform and cycle).
 *
 * <p>The sub-packages depend on each other in one direction: {@code wire} is the lowest, then {@code project}, {@code
 * suite}, {@code build}, {@code attachment}, {@code result}, and above these {@code sweep}, {@code status} and {@code
 * doctor}.
 */
package io.gitlab.verdict.tracker.qmetry;
