package io.gitlab.verdict.resolve;

import java.util.List;

/**
 * The methods that a reported name may mean.
 *
 * @param methods none when the name fits no method, several when it fits more than one
 * @param name the reported name, taken apart with what the methods tell
 */
record MethodMatch(List<TestMethod> methods, TestName name) {
    MethodMatch {
        methods = List.copyOf(methods);
    }

    static MethodMatch none(String reported) {
        return new MethodMatch(List.of(), TestName.parse(reported));
    }

    /** Whether the name means a method that only prepares tests or cleans up behind them. */
    boolean configuration() {
        return !methods.isEmpty() && methods.stream().allMatch(found -> found.role() == TestMethod.Role.CONFIGURATION);
    }
}
