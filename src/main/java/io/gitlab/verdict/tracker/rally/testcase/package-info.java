/** Test cases in Rally: lookup, cache, and the reason why one is missing. */
package io.gitlab.verdict.tracker.rally.testcase;
