/** Reads the {@code publication.json} of other jobs of the same build. */
package io.gitlab.verdict.report.publications;
