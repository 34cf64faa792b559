/** Turns the XML reports of Surefire, Failsafe and their kin into test executions, whatever state the files are in. */
package io.gitlab.verdict.report;
