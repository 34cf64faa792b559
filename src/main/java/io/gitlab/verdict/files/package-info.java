/** Finds and identifies files. Depends on the JDK and Plexus Utils only. */
package io.gitlab.verdict.files;
