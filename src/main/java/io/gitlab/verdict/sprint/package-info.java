/** Creates and fills the run containers of a sprint. */
package io.gitlab.verdict.sprint;
