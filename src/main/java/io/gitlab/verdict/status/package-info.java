/** Derives the status of test cases over run containers. */
package io.gitlab.verdict.status;
