/** The test set and the test folder of an iteration, as {@code verdict:test-set} prepares them. */
package io.gitlab.verdict.tracker.rally.sprint;
