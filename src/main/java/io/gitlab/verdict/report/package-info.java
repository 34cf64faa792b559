/**
 * Reads test executions: from XML reports of Surefire, Failsafe and other tools, damaged ones included, and from the
 * {@code publication.json} of other jobs.
 */
package io.gitlab.verdict.report;
