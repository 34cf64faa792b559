/** Text formatting that several packages share. Depends on the JDK only. */
package io.gitlab.verdict.text;
