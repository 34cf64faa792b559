package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The test cases that the tests of one build verify.
 *
 * @param build the build
 * @param tests the test executions
 */
public record VerifyingTests(String build, List<VerifyingTest> tests) {

    /**
     * The test cases that one test verifies.
     *
     * @param name the test
     * @param testCases IDs of the test cases; may be empty
     */
    public record VerifyingTest(String name, List<String> testCases) {
        public VerifyingTest {
            requireNonNull(name, "name");
            testCases = List.copyOf(testCases);
        }
    }

    public VerifyingTests {
        requireNonNull(build, "build");
        tests = List.copyOf(tests);
    }
}
