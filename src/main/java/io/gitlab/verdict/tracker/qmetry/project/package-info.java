/** The settings, and a project of QMetry: its statuses and test cases. */
package io.gitlab.verdict.tracker.qmetry.project;
