/** The goals: parameters in, one call, outcome to Maven; the only package that knows Maven. */
package io.gitlab.verdict.mojo;
