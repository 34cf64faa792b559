/**
 * Reports besides JUnit XML, which add ids and evidence to test executions. Each format is a package of its own and a
 * service.
 */
package io.gitlab.verdict.report.supplement;
