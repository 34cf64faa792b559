package io.gitlab.verdict.resolve;

import io.gitlab.verdict.resolve.bytecode.TestMethod;
import java.util.List;

/**
 * The methods that match a reported name.
 *
 * @param methods empty if no method matches, several if the name is ambiguous
 * @param name the reported name, parsed with the help of the methods
 */
record MethodMatch(List<TestMethod> methods, TestName name) {
    MethodMatch {
        methods = List.copyOf(methods);
    }

    static MethodMatch none(String reported) {
        return new MethodMatch(List.of(), TestName.parse(reported));
    }

    /** Whether all methods are configuration methods, which prepare tests or clean up. */
    boolean configuration() {
        for (TestMethod method : methods) {
            if (method.role() != TestMethod.Role.CONFIGURATION) {
                return false;
            }
        }
        return !methods.isEmpty();
    }
}
