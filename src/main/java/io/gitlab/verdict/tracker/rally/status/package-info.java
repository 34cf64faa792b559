/** Test sets and their results, as {@code verdict:status} reports them. */
package io.gitlab.verdict.tracker.rally.status;
