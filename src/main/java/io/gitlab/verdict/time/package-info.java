/** Deadline, backoff, rate limit and sleeping. Clock, random generator and sleeper are parameters. */
package io.gitlab.verdict.time;
