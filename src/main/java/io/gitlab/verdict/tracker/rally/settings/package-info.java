/** The settings of the {@code <rally>} block. */
package io.gitlab.verdict.tracker.rally.settings;
