/** The goals: parameters in, one call, outcome to Maven; the only package that depends on Maven. */
package io.gitlab.verdict.mojo;
