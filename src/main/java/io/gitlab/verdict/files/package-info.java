/** What several packages need to find and identify files. Knows the JDK and Plexus Utils only. */
package io.gitlab.verdict.files;
