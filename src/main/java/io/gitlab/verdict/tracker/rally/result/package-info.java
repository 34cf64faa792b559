/** Test case results in Rally: reading, writing, and deleting duplicates. */
package io.gitlab.verdict.tracker.rally.result;
