package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TC-12",
                "@TC-12",
                "tms:TC-12",
                "tmsLink=TC-12",
                "TestCaseKey=TC-12",
                "TCID_TC-12",
                "@TestCaseKey(TC-12)"
            })
    void findsAnIdInATag(String tag) {
        Resolution resolution = resolve(tag(tag, 0));

        assertThat(resolution.testCases()).containsExactly("TC-12");
        assertThat(resolution.rule()).isEqualTo(Rule.TAG);
        assertThat(resolution.trials()).contains(new RuleTrial(Rule.TAG, "Cucumber tag \"" + tag + "\" has TC-12"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smoke", "TCP-12", "HTTC-12", "TC-12x", "TC-"})
    void findsNoIdInAnotherTag(String tag) {
        assertThat(resolve(tag(tag, 0)).trials())
                .contains(new RuleTrial(Rule.TAG, "none of the test's tags has an id matching TC-\\d+"));
    }

    @Test
    void takesTheTagsOfTheNearestElementThatHasIds() {
        Resolution resolution = resolve(
                tag("TC-1", 3), tag("TC-20", 1), tag("slow", 0), tag("TC-21", 1), tag("smoke", 1), tag("TC-20", 1));

        assertThat(resolution.testCases()).containsExactly("TC-20", "TC-21");
        assertThat(resolution.trials())
                .contains(
                        new RuleTrial(Rule.TAG, "Cucumber tag \"TC-20\" and Cucumber tag \"TC-21\" has TC-20, TC-21"));
    }

    @Test
    void comesAfterStatements() {
        Resolution resolution = resolve(tag("TC-1", 0), Label.statement("property", "test_id", "TC-2"));

        assertThat(resolution.testCases()).containsExactly("TC-2");
    }

    @Test
    void takesNoDisplayNameForATag() {
        assertThat(resolve(Label.displayName("Allure", "TC-1")).trials())
                .contains(new RuleTrial(Rule.TAG, "no report has tags of the test"));
    }

    private static Resolution resolve(Label... labels) {
        ResolveSettings settings =
                new ResolveSettings(Optional.empty(), Pattern.compile("TC-\\d+"), List.of(), List.of());
        return Resolver.of(settings)
                .resolve(List.of(Executions.of("Cart", "pays").withLabels(List.of(labels))))
                .resolutions()
                .get(0);
    }

    private static Label tag(String text, int distance) {
        return Label.tag("Cucumber", text, distance);
    }
}
