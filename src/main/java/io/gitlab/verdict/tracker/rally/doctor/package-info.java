/** Checks of everything that publishing to Rally needs, as {@code verdict:doctor} runs them. */
package io.gitlab.verdict.tracker.rally.doctor;
