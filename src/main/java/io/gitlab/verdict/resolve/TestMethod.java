package io.gitlab.verdict.resolve;

import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * A method of a test class, and what its annotations make of it.
 *
 * @param method the method
 * @param role what test frameworks do with it
 * @param testNg whether that framework is TestNG, whose reports tell no parameter types
 * @param featureName what Spock calls it in reports; empty for all other methods
 */
record TestMethod(MethodShape method, Role role, boolean testNg, String featureName) {

    enum Role {
        TEST,
        /** A test that is not run on purpose. */
        DISABLED_TEST,
        /** Prepares or cleans up; TestNG reports its failures under its name. */
        CONFIGURATION,
        OTHER
    }

    private static final String TESTNG = "org.testng.annotations.";
    private static final String JUPITER = "org.junit.jupiter.";
    private static final String FEATURE = "org.spockframework.runtime.model.FeatureMetadata";
    // Those of Jupiter are composed of Testable, but its jar may not be on the class path.
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
        boolean testNgClass = has(onClass, Set.of(TESTNG + "Test"));
        boolean testNg = testNgClass || has(annotations, Set.of(TESTNG + "Test"));
        String feature = annotations.stream()
                .filter(use -> use.type().equals(FEATURE))
                .flatMap(use -> use.texts("name").stream())
                .findFirst()
                .orElse("");
        return new TestMethod(method, role(method, annotations, testNgClass, junit3), testNg, feature);
    }

    boolean isTest() {
        return role == Role.TEST || role == Role.DISABLED_TEST;
    }

    /** The text of {@code @DisplayName}, empty when there is none. */
    String displayName() {
        return ClassShape.displayName(method.annotations());
    }

    /** As reports name it when it has no invocations. */
    String reportName() {
        if (!featureName.isEmpty()) {
            return featureName;
        }
        String types = method.simpleTypes();
        return types.isEmpty() ? method.name() : method.name() + "(" + types + ")";
    }

    private static Role role(MethodShape method, List<AnnotationUse> annotations, boolean testNgClass, boolean junit3) {
        if (annotations.stream().anyMatch(TestMethod::configures)) {
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
        return annotations.stream().anyMatch(TestMethod::disables) ? Role.DISABLED_TEST : Role.TEST;
    }

    private static boolean configures(AnnotationUse use) {
        return use.type().startsWith(TESTNG + "Before") || use.type().startsWith(TESTNG + "After");
    }

    private static boolean disables(AnnotationUse use) {
        return DISABLED.contains(use.type())
                || use.type().equals(TESTNG + "Test") && use.texts("enabled").contains("false");
    }

    private static boolean has(List<AnnotationUse> annotations, Set<String> types) {
        return annotations.stream().map(AnnotationUse::type).anyMatch(types::contains);
    }
}
