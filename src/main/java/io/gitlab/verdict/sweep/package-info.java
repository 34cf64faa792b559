/** Completes stuck results and restores the test case of orphaned ones. */
package io.gitlab.verdict.sweep;
