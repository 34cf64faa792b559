/** The loop that makes the actual state of a tracker equal to the desired state: read, compare, write, read back. */
package io.gitlab.verdict.reconcile;
