/** Reads TestNG's own results: lines that tests log, custom attributes, groups, descriptions, and which runs were retried. */
package io.gitlab.verdict.report.testng;
