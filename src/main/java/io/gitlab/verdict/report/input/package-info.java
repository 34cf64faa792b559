/** Reads untrusted files: XML without entities, texts that are bounded and clean, numbers and dates in many notations. */
package io.gitlab.verdict.report.input;
