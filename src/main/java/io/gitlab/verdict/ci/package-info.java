/** What the CI environment says of the build. */
package io.gitlab.verdict.ci;
