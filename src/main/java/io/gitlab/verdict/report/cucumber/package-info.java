/** Reads Cucumber's own reports: messages, and the JSON that other tools write, too. */
package io.gitlab.verdict.report.cucumber;
