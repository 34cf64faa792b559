package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.settings.InvalidSettingException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementRuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"test_id", "TEST_ID", "test_key", "testCase", "testcase", "id", "tms", "as_id"})
    void findsTheValueOfAKnownKeyInAnyCase(String key) {
        Resolution resolution = resolveOne(property(key, "TC12"));

        assertThat(resolution.testCases()).containsExactly("TC12");
        assertThat(resolution.rule()).isEqualTo(Rule.STATEMENT);
        assertThat(resolution.trials()).contains(new RuleTrial(Rule.STATEMENT, "property " + key + " has TC12"));
    }

    @ParameterizedTest
    @CsvSource({"'TC12, TC13'", "TC12 TC13", "'TC12,TC13'", "'@TC12 [TC13]'", "'[TC12, TC13]'"})
    void splitsAValueAtCommasAndSpaces(String value) {
        assertThat(resolveOne(property("testCase", value)).testCases()).containsExactly("TC12", "TC13");
    }

    @Test
    void addsUpAllStatements() {
        Resolution resolution = resolveOne(
                property("test_id", "TC12"),
                Label.statement("Allure", "tms", "TC13"),
                Label.statement("report entry", "testCase", "TC12"));

        assertThat(resolution.testCases()).containsExactly("TC12", "TC13");
        assertThat(resolution.trials())
                .contains(new RuleTrial(
                        Rule.STATEMENT,
                        "property test_id has TC12; Allure tms has TC13; report entry testCase has TC12"));
    }

    @Test
    void ignoresOtherKeysAndLabelsOfOtherKinds() {
        ResolvedTests tests = resolve(
                IdSources.ofAnnotations(List.of()),
                List.of(test("pays", property("issue", "TC12"), Label.displayName("Allure", "pays back"))));

        assertThat(tests.resolutions()).singleElement().matches(Resolution::unresolved);
        assertThat(tests.findings()).isEmpty();
    }

    @Test
    void takesTheKeysOfTheSettings() {
        IdSources sources = new IdSources(List.of(), List.of(), Set.of("Requirement"));
        List<TestExecution> executions =
                List.of(test("pays", property("requirement", "TC12"), property("test_id", "TC13")));

        assertThat(resolve(sources, executions).resolutions())
                .singleElement()
                .extracting(Resolution::testCases)
                .isEqualTo(List.of("TC12"));
    }

    @Test
    void reportsValuesThatAreNoIdOnceForTheRun() {
        List<TestExecution> executions = IntStream.range(0, 20)
                .mapToObj(i -> test("pays" + i, property("test_id", "C" + i + ", TC1")))
                .toList();

        ResolvedTests tests = resolve(IdSources.ofAnnotations(List.of()), executions);

        assertThat(tests.resolutions()).allMatch(found -> found.testCases().equals(List.of("TC1")));
        assertThat(tests.findings())
                .containsExactly(Finding.warning("20 test executions state something that is not a test case id"
                        + " (TC\\d+): property test_id of cart.spec.js.pays0 is \"C0\"; property test_id of"
                        + " cart.spec.js.pays1 is \"C1\"; property test_id of cart.spec.js.pays2 is \"C2\"; and others."
                        + " Correct the value, or set <idPattern> or <testCaseProperties>."));
    }

    @Test
    void doesNotTakeAnIdOutOfALongerValue() {
        Resolution resolution = resolveOne(property("id", "see-TC12"));

        assertThat(resolution.testCases()).isEmpty();
        assertThat(resolution.trials())
                .contains(new RuleTrial(Rule.STATEMENT, "property id is \"see-TC12\", which is no id matching TC\\d+"));
    }

    @Test
    void rejectsAnOrderWithAnUnknownRule() {
        assertThatThrownBy(() -> new IdSources(List.of("annotations"), List.of(), Set.of()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("<idSources> has \"annotations\", which is not a rule. The rules are statement, annotation,"
                        + " tag, name; mapping is always the first.");
    }

    @Test
    void rejectsAnOrderThatNamesARuleTwice() {
        assertThatThrownBy(() -> new IdSources(List.of("mapping", "name", "tag", "name"), List.of(), Set.of()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("\"name\" twice");
    }

    private static Resolution resolveOne(Label... labels) {
        return resolve(IdSources.ofAnnotations(List.of()), List.of(test("pays", labels)))
                .resolutions()
                .get(0);
    }

    private static ResolvedTests resolve(IdSources sources, List<TestExecution> executions) {
        return Resolver.of(new ResolveSettings(
                        Optional.empty(),
                        Pattern.compile("TC\\d+"),
                        Optional.empty(),
                        UnaryOperator.identity(),
                        sources,
                        List.of(),
                        Finding.Severity.WARNING))
                .resolve(executions);
    }

    private static TestExecution test(String name, Label... labels) {
        return Executions.of("cart.spec.js", name).withLabels(List.of(labels));
    }

    private static Label property(String key, String value) {
        return Label.statement("property", key, value);
    }
}
