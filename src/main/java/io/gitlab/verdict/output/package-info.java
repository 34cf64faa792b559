/** Writes what a run leaves behind: pages, JSON, summaries, and the files for GitLab. */
package io.gitlab.verdict.output;
