/** Describes the CI job and its pipeline: the port {@code CiSystem}, and GitLab CI. */
package io.gitlab.verdict.ci;
