/** Test case results without a verdict or a test case, as {@code verdict:sweep} repairs them. */
package io.gitlab.verdict.tracker.rally.sweep;
