package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * A test as its report names it.
 *
 * @param module the Maven module that it belongs to; empty if the report belongs to none
 * @param variant the configuration, such as a browser: Surefire's report name suffix, or Playwright's project; empty if there
 *     is none
 * @param suite name of the enclosing test suite without the suffix; empty if the report has none
 * @param className the class without the suffix; may be a display name
 * @param name the test, with parameter types and index; may be empty
 */
public record ReportedTest(String module, String variant, String suite, String className, String name) {

    private static final Set<String> CLASS_LEVEL_NAMES = Set.of("", "null", "initializationError", "executionError");

    public ReportedTest {
        requireNonNull(module, "module");
        requireNonNull(variant, "variant");
        requireNonNull(suite, "suite");
        requireNonNull(className, "className");
        requireNonNull(name, "name");
    }

    /** A test without module, variant and suite. */
    public static ReportedTest of(String className, String name) {
        return new ReportedTest("", "", "", className, name);
    }

    /** The same test under another name. */
    public ReportedTest withName(String other) {
        return new ReportedTest(module, variant, suite, className, other);
    }

    /** The same test in another configuration. */
    public ReportedTest withVariant(String other) {
        return new ReportedTest(module, other, suite, className, name);
    }

    /** Whether this is the class as a whole ({@code @BeforeAll}, constructor, {@code @AfterAll}), not a test of it. */
    public boolean classLevel() {
        return CLASS_LEVEL_NAMES.contains(name) || name.equals(className);
    }

    /** {@code shop.CartIT.adds(int)[1]}, followed by the variant in brackets if there is one. */
    public String displayName() {
        String test = name.isEmpty() ? className : className + "." + name;
        return variant.isEmpty() ? test : test + " (" + variant + ")";
    }
}
