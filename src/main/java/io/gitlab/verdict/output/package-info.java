/** Writes the files of a run: pages, JSON, summaries, files for GitLab; reads {@code publication.json} back. */
package io.gitlab.verdict.output;
