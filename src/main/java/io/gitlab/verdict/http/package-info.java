/** One HTTP client for all trackers: pooling, credentials, retry of what is safe, pace and masking. */
package io.gitlab.verdict.http;
