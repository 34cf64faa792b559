package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.resolve.bytecode.AnnotationUse;
import io.gitlab.verdict.resolve.bytecode.MethodShape;
import io.gitlab.verdict.resolve.bytecode.TestMethod;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.Opcodes;

class MethodMatcherTest {
    private final List<TestMethod> methods = List.of(
            method("TC-401 user can log in (really), ok", "()V", ""),
            method("param with space (x)", "(I)V", ""),
            method("param with space", "(I)V", ""),
            method("internalFun$shop", "()V", ""),
            method("over", "()V", ""),
            method("over", "(I)V", ""),
            method("over", "(Ljava/lang/Thread$State;[Ljava/lang/String;)V", ""),
            method("factory", "()V", ""),
            method("amounts", "(I)V", "pays by card"),
            method("last", "()V", "the last"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TC-401 user can log in (really), ok | TC-401 user can log in (really), ok()",
                "TC-401 user can log in {really}, ok | TC-401 user can log in (really), ok()",
                "param with space (x)(int)[2]        | param with space (x)(int)",
                "param with space {x}{int}[2]        | param with space (x)(int)",
                "param with space(int)[2]            | param with space(int)",
                "internalFun$shop                    | internalFun$shop()",
                "over                                | over()",
                "over[2]                             | over()",
                "over()[2][1]                        | over()",
                "over(int)[2]                        | over(int)",
                "over(State, String[])[1]            | over(State, String[])",
                "over(java.lang.Thread$State, [Ljava.lang.String;)[0] | over(State, String[])",
                "factory() TC-100 first              | factory()",
                "amounts(int)[1] 1                   | amounts(int)",
                "amounts[0: 1 <&> b,c(d)]            | amounts(int)",
                "amounts[1, a [b] (c)](1)            | amounts(int)",
                "pays by card                        | amounts(int)",
                "pays by card[1] amount=5            | amounts(int)",
            })
    void findsTheMethodThatANameMeans(String reported, String method) {
        assertThat(match(reported)).containsExactly(method);
    }

    @ParameterizedTest
    @CsvSource({"over(long)", "overt", "ove", "'over it'", "over(", "'factory TC-100'", "'the last one'"})
    void findsNoMethodForOtherNames(String reported) {
        assertThat(match(reported)).isEmpty();
    }

    @Test
    void findsSpockFeaturesByTheirUnrolledText() {
        List<TestMethod> features = Stream.of("a #user.name() pays #sum", "a (b) c", "#x")
                .map(name -> new TestMethod(shape("$spock_feature_0_0", "()V", ""), TestMethod.Role.TEST, false, name))
                .toList();

        assertThat(new MethodMatcher(features.subList(0, 2)).match("a TC7 pays 5\n$", ReportedNames::new))
                .satisfies(match -> assertThat(match.methods()).containsExactly(features.get(0)))
                .satisfies(match -> assertThat(match.name().free()).contains("TC7"));
        assertThat(new MethodMatcher(features.subList(0, 2))
                        .match("a (b) c [x: 1, #0]", ReportedNames::new)
                        .methods())
                .containsExactly(features.get(1));
        assertThat(new MethodMatcher(features)
                        .match("a TC7 pays 5", ReportedNames::new)
                        .methods())
                .hasSize(2);
    }

    private List<String> match(String reported) {
        return new MethodMatcher(methods)
                .match(reported, () -> ReportedNames.of(List.of(reported))).methods().stream()
                        .map(found ->
                                found.method().name() + "(" + found.method().simpleTypes() + ")")
                        .toList();
    }

    private static TestMethod method(String name, String descriptor, String displayName) {
        return new TestMethod(shape(name, descriptor, displayName), TestMethod.Role.TEST, false, "");
    }

    private static MethodShape shape(String name, String descriptor, String displayName) {
        AnnotationUse display = new AnnotationUse("org.junit.jupiter.api.DisplayName", Map.of("value", displayName));
        return new MethodShape("shop.CartIT", name, descriptor, Opcodes.ACC_PUBLIC, List.of(display));
    }
}
