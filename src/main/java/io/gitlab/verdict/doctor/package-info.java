/** Examines settings, mapping file and tracker before a publication depends on them. */
package io.gitlab.verdict.doctor;
