package io.gitlab.verdict.resolve.bytecode;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;

/**
 * A method of a test class with its role.
 *
 * @param method the method
 * @param role the role that test frameworks give it
 * @param testNg whether the framework is TestNG, whose reports have no parameter types
 * @param featureName its name in Spock's reports; empty for other frameworks
 */
public record TestMethod(MethodShape method, Role role, boolean testNg, String featureName) {

    /** What a test framework does with a method. */
    public enum Role {
        /** A test that runs. */
        TEST,
        /** A test that is disabled on purpose. */
        DISABLED_TEST,
        /** Prepares tests or cleans up; TestNG reports a failure under the name of the method. */
        CONFIGURATION,
        /** Called by tests only, or not at all. */
        OTHER
    }

    private static final String TESTNG = "org.testng.annotations.";
    private static final String JUPITER = "org.junit.jupiter.";
    private static final String FEATURE = "org.spockframework.runtime.model.FeatureMetadata";
    // Jupiter's annotations are composed of Testable, but its jar may not be on the class path.
    private static final Set<String> TESTS = Set.of(
            "org.junit.platform.commons.annotation.Testable",
            JUPITER + "api.Test",
            JUPITER + "api.RepeatedTest",
            JUPITER + "api.TestFactory",
            JUPITER + "api.TestTemplate",
            JUPITER + "params.ParameterizedTest",
            "org.junit.Test",
            TESTNG + "Test",
            FEATURE);
    private static final Set<String> DISABLED =
            Set.of(JUPITER + "api.Disabled", "org.junit.Ignore", "spock.lang.Ignore");

    static TestMethod of(
            MethodShape method, List<AnnotationUse> annotations, List<AnnotationUse> onClass, boolean junit3) {
        boolean testNgClass = any(onClass, TestMethod::isTestNg);
        boolean testNg = testNgClass || any(annotations, TestMethod::isTestNg);
        return new TestMethod(method, role(method, annotations, testNgClass, junit3), testNg, feature(annotations));
    }

    private static String feature(List<AnnotationUse> annotations) {
        for (AnnotationUse use : annotations) {
            if (use.type().equals(FEATURE) && !use.texts("name").isEmpty()) {
                return use.texts("name").get(0);
            }
        }
        return "";
    }

    /** Whether it is a test, disabled or not. */
    public boolean isTest() {
        return role == Role.TEST || role == Role.DISABLED_TEST;
    }

    /** The text of {@code @DisplayName}; empty if there is none. */
    public String displayName() {
        return ClassShape.displayName(method.annotations());
    }

    /** The name in reports, without invocation. */
    public String reportName() {
        if (!featureName.isEmpty()) {
            return featureName;
        }
        String types = method.simpleTypes();
        return types.isEmpty() ? method.name() : method.name() + "(" + types + ")";
    }

    private static Role role(MethodShape method, List<AnnotationUse> annotations, boolean testNgClass, boolean junit3) {
        if (any(annotations, TestMethod::configures)) {
            return Role.CONFIGURATION;
        }
        boolean publicVoid = method.is(Opcodes.ACC_PUBLIC) && method.returnsVoid();
        boolean byConvention = publicVoid
                && !method.is(Opcodes.ACC_STATIC)
                && (testNgClass
                        || junit3
                                && method.name().startsWith("test")
                                && method.parameterTypes().isEmpty());
        if (!byConvention && !has(annotations, TESTS)) {
            return Role.OTHER;
        }
        return any(annotations, TestMethod::disables) ? Role.DISABLED_TEST : Role.TEST;
    }

    private static boolean configures(AnnotationUse use) {
        return use.type().startsWith(TESTNG)
                && (use.type().startsWith(TESTNG + "Before") || use.type().startsWith(TESTNG + "After"));
    }

    private static boolean disables(AnnotationUse use) {
        return DISABLED.contains(use.type())
                || use.type().equals(TESTNG + "Test") && use.texts("enabled").contains("false");
    }

    private static boolean isTestNg(AnnotationUse use) {
        return use.type().equals(TESTNG + "Test");
    }

    private static boolean has(List<AnnotationUse> annotations, Set<String> types) {
        return any(annotations, use -> types.contains(use.type()));
    }

    /** Much faster than a stream, for every method of every class. */
    private static boolean any(List<AnnotationUse> annotations, Predicate<AnnotationUse> wanted) {
        for (AnnotationUse use : annotations) {
            if (wanted.test(use)) {
                return true;
            }
        }
        return false;
    }
}
