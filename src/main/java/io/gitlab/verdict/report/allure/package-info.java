/** Reads the results of Allure: ids in links and labels, attachments of tests, steps and fixtures. */
package io.gitlab.verdict.report.allure;
