package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.TestExecution;

/**
 * Tells tests of Java classes from tests of other kinds, whose class cannot be among the test classes. Reports of Java tests
 * name a class with its package, in a suite that is called after a class, too. Scenarios of Cucumber, and tests of Playwright,
 * pytest, Vitest, .NET or Go lack one of them.
 */
final class JavaClassName {
    private JavaClassName() {}

    /** Whether the execution is of a Java class, so that a class file of it should exist. */
    static boolean of(TestExecution execution) {
        String name = TestClasses.withoutInvocation(execution.className());
        return name.indexOf('.') > 0
                && Character.isLowerCase(name.charAt(0))
                && isClass(name)
                && isClass(TestClasses.withoutInvocation(execution.suite()));
    }

    /** Whether the text is a class name, by the convention that only names of packages begin with a lower-case letter. */
    private static boolean isClass(String text) {
        String simple = text.substring(text.lastIndexOf('.') + 1);
        return !simple.isEmpty()
                && Character.isJavaIdentifierStart(simple.charAt(0))
                && !Character.isLowerCase(simple.charAt(0))
                && !text.startsWith(".")
                && !text.contains("..")
                && text.chars().allMatch(one -> one == '.' || Character.isJavaIdentifierPart(one));
    }
}
