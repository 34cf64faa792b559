/** Text that several packages write in the same way. Knows the JDK only. */
package io.gitlab.verdict.text;
