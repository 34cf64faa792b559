/** What to attach to a result, from where, what to link instead, and what must not leave. */
package io.gitlab.verdict.evidence;
