/** Finds and completes test case runs that still wait for a status. */
package io.gitlab.verdict.tracker.qmetry.sweep;
