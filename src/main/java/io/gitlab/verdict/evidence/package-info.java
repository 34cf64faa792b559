/** Collects evidence: which files to attach to results, which to link instead, and which must not be sent. */
package io.gitlab.verdict.evidence;
