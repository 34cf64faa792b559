package io.gitlab.verdict.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictSettingsTest {
    private static final Set<String> KNOWN = Set.of("build", "dryRun", "rally.testSet", "rally.fields");

    private final Properties properties = new Properties();

    private VerdictSettings overrides(Map<String, String> environment) {
        return new VerdictSettings(properties, environment);
    }

    @Test
    void takesThePropertyBeforeTheEnvironmentBeforeThePom() {
        Map<String, String> environment = Map.of("VERDICT_BUILD", "environment");
        assertThat(overrides(Map.of()).text("build", "pom")).contains("pom");
        assertThat(overrides(environment).text("build", "pom")).contains("environment");
        properties.setProperty("verdict.build", "property");
        assertThat(overrides(environment).text("build", "pom")).contains("property");
    }

    @ParameterizedTest
    @CsvSource({
        "build, VERDICT_BUILD",
        "testCase, VERDICT_TEST_CASE",
        "rally.testSet, VERDICT_RALLY_TEST_SET",
        "onUnpublished, VERDICT_ON_UNPUBLISHED"
    })
    void namesVariablesInSnakeCase(String setting, String variable) {
        assertThat(VerdictSettings.variable(setting)).isEqualTo(variable);
    }

    @Test
    void takesABlankValueAsNoValue() {
        assertThat(overrides(Map.of("VERDICT_BUILD", " ")).text("build", null)).isEmpty();
    }

    @Test
    void takesTheNextPlaceWhenOneIsBlank() {
        properties.setProperty("verdict.build", "");
        assertThat(overrides(Map.of("VERDICT_BUILD", "")).text("build", "pom")).contains("pom");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> overrides(Map.of("VERDICT_BUILD", " ")).required("build", " "))
                .withMessageEndingWith("is empty. Leave it out, or give it a value.");
    }

    @Test
    void namesVariablesThatAreNoSettings() {
        Map<String, String> environment =
                Map.of("VERDICT_BUILD", "1", "VERDICT_API_KEY", "k", "VERDICT_RALLY_TESTSET", "TS1", "OTHER", "x");
        assertThat(overrides(environment).unknownVariables(KNOWN)).containsExactly("VERDICT_RALLY_TESTSET");
    }

    @Test
    void splitsListsAtCommas() {
        properties.setProperty("verdict.annotations", "a.B, c.D#id ,");
        assertThat(overrides(Map.of()).list("annotations", List.of("from.Pom"))).containsExactly("a.B", "c.D#id");
        assertThat(overrides(Map.of()).list("other", null)).isEmpty();
    }

    @Test
    void refusesAFlagThatIsNeitherTrueNorFalse() {
        properties.setProperty("verdict.dryRun", "yes");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> overrides(Map.of()).flag("dryRun", "false"))
                .withMessage("-Dverdict.dryRun is \"yes\"; it can be true or false.");
    }

    @Test
    void namesTheWordsThatAChoiceCanBe() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> overrides(Map.of("VERDICT_ON_UNPUBLISHED", "explode"))
                        .choice("onUnpublished", "fail", List.of("fail", "warn")))
                .withMessage("VERDICT_ON_UNPUBLISHED is \"explode\"; it can be fail, warn.");
        assertThat(overrides(Map.of()).choice("onUnpublished", "FAIL", List.of("fail", "warn")))
                .isEqualTo("fail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1.5", "99999999999"})
    void refusesACountThatIsNone(String value) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> overrides(Map.of()).count("batchSize", value))
                .withMessage("<batchSize> is \"" + value + "\"; it can be a whole number from 1 on.");
    }

    @Test
    void refusesAPropertyThatNothingReads() {
        properties.setProperty("verdict.testset", "TS1");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> overrides(Map.of()).check(KNOWN))
                .withMessageContaining("no setting -Dverdict.testset")
                .withMessageContaining("-Dverdict.rally.testSet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdict.apiKey", "verdict.rally.apiKey"})
    void refusesTheKeyOnTheCommandLineWithoutRepeatingIt(String property) {
        properties.setProperty(property, "_canary");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> overrides(Map.of()).check(KNOWN))
                .withMessageContaining("VERDICT_API_KEY")
                .withMessageNotContaining("_canary");
    }

    @Test
    void acceptsKnownPropertiesAndCustomFields() {
        properties.setProperty("verdict.build", "1");
        properties.setProperty("verdict.rally.fields.c_Environment", "staging");
        properties.setProperty("unrelated", "1");
        overrides(Map.of()).check(KNOWN);
    }
}
