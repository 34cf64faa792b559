/** The domain model as immutable values. Depends on the JDK only. */
package io.gitlab.verdict.domain;
