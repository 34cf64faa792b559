/** The port: what any tracker must answer, and in which words. */
package io.gitlab.verdict.tracker;
