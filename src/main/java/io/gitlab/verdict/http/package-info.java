/** The HTTP client of all trackers: connection pool, credentials, safe retries, rate limit, masking of secrets. */
package io.gitlab.verdict.http;
