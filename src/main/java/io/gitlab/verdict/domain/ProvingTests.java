package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the tests of one build prove.
 *
 * @param build the build
 * @param tests each test execution
 */
public record ProvingTests(String build, List<ProvingTest> tests) {

    /**
     * What a test proves.
     *
     * @param name the test
     * @param testCases ids of the test cases that it proves; may be empty
     */
    public record ProvingTest(String name, List<String> testCases) {
        public ProvingTest {
            requireNonNull(name, "name");
            testCases = List.copyOf(testCases);
        }
    }

    public ProvingTests {
        requireNonNull(build, "build");
        tests = List.copyOf(tests);
    }
}
