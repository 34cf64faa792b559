/** What the scripts of the projects below {@code src/it} share. */
package io.gitlab.verdict.it;
