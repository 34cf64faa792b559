/** Describes the CI job and its build: the port {@code CiSystem}, GitLab CI and other systems. */
package io.gitlab.verdict.ci;
