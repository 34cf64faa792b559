/** Searches ids in texts, and texts that look like ids. */
package io.gitlab.verdict.resolve.ids;
