/** The checks before publication. */
package io.gitlab.verdict.tracker.qmetry.doctor;
