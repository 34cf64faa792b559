/** The account of a publication as files and lines: a page for people, JSON for programs, a summary for the console. */
package io.gitlab.verdict.page;
