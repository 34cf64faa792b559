/** Settings: precedence of their sources, tracker blocks, unknown names, text forms of values, and secrets. */
package io.gitlab.verdict.settings;
