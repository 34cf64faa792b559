/** Reads classes, methods and annotations of tests from class files. Nothing is loaded. */
package io.gitlab.verdict.resolve.bytecode;
