/** The port to trackers: prepare a publication, read and write its results and attachments; further capabilities. */
package io.gitlab.verdict.tracker;
