/** Finds the test cases that a test execution verifies: by mapping file, by annotations in bytecode, by names. */
package io.gitlab.verdict.resolve;
