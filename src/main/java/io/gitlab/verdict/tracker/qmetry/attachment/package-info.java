/** The attachments of test case runs. */
package io.gitlab.verdict.tracker.qmetry.attachment;
