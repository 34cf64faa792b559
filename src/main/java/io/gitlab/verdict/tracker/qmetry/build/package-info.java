/** The builds of a project, and which build the status of a test case run belongs to. */
package io.gitlab.verdict.tracker.qmetry.build;
