/**
 * Composition for any front end: from settings, project and credentials to a use case, its files and its outcome. A front
 * end implements {@link io.gitlab.verdict.run.FrontEnd} and calls a command. Nothing here depends on Maven.
 */
package io.gitlab.verdict.run;
