/** Deadline, backoff, pace and sleeping. The clock, the randomness and the sleeper are parameters. */
package io.gitlab.verdict.time;
