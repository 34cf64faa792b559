/** Attachments of test case results in Rally. */
package io.gitlab.verdict.tracker.rally.attachment;
