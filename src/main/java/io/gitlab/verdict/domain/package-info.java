/** The words of the product as immutable values; knows nothing but the JDK. */
package io.gitlab.verdict.domain;
