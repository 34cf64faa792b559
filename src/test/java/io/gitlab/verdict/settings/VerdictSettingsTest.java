package io.gitlab.verdict.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictSettingsTest {
    private static final Set<String> KNOWN = Set.of("build", "dryRun", "rally.testSet", "rally.fields");

    private static final Set<String> CREDENTIALS = Set.of("apiKey", "clientSecret");

    private final Properties properties = new Properties();
    private final Map<String, String> pom = new HashMap<>();
    private final Map<String, Map<String, String>> blocks = new HashMap<>();

    private VerdictSettings settings(Map<String, String> environment) {
        ConfiguredSettings configured = new ConfiguredSettings(pom, Map.of("annotations", List.of("from.Pom")), blocks);
        return new VerdictSettings(properties, environment, configured);
    }

    @Test
    void takesThePropertyBeforeTheEnvironmentBeforeThePom() {
        Map<String, String> environment = Map.of("VERDICT_BUILD", "environment");
        pom.put("build", "pom");
        assertThat(settings(Map.of()).text("build")).contains("pom");
        assertThat(settings(environment).text("build")).contains("environment");
        properties.setProperty("verdict.build", "property");
        assertThat(settings(environment).text("build")).contains("property");
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
    void takesABlankValueAsUnset() {
        assertThat(settings(Map.of("VERDICT_BUILD", " ")).text("build")).isEmpty();
    }

    @Test
    void takesTheNextPlaceWhenOneIsBlank() {
        properties.setProperty("verdict.build", "");
        pom.put("build", "pom");
        assertThat(settings(Map.of("VERDICT_BUILD", "")).text("build")).contains("pom");
        pom.put("build", " ");
        assertThat(settings(Map.of("VERDICT_BUILD", " ")).text("build", "default"))
                .isEqualTo("default");
    }

    @Test
    void reportsVariablesThatAreNoSettings() {
        Map<String, String> environment = Map.of(
                "VERDICT_BUILD",
                "1",
                "VERDICT_API_KEY",
                "k",
                "VERDICT_CLIENT_SECRET",
                "s",
                "VERDICT_RALLY_TESTSET",
                "TS1");
        assertThat(settings(environment).unknownVariables(KNOWN, CREDENTIALS)).containsExactly("VERDICT_RALLY_TESTSET");
    }

    @Test
    void splitsListsAtCommas() {
        assertThat(settings(Map.of()).list("annotations")).containsExactly("from.Pom");
        properties.setProperty("verdict.annotations", "a.B, c.D#id ,");
        assertThat(settings(Map.of()).list("annotations")).containsExactly("a.B", "c.D#id");
        assertThat(settings(Map.of()).list("other")).isEmpty();
    }

    @Test
    void rejectsAFlagThatIsNeitherTrueNorFalse() {
        properties.setProperty("verdict.dryRun", "yes");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> settings(Map.of()).flag("dryRun", "false"))
                .withMessage("-Dverdict.dryRun must be true or false, but is \"yes\".");
    }

    @Test
    void namesTheWordsThatAChoiceMustBe() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> settings(Map.of("VERDICT_ON_UNPUBLISHED", "explode"))
                        .choice("onUnpublished", "fail", List.of("fail", "warn")))
                .withMessage("VERDICT_ON_UNPUBLISHED must be fail or warn, but is \"explode\".");
        assertThat(settings(Map.of()).choice("onUnpublished", "FAIL", List.of("fail", "warn")))
                .isEqualTo("fail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1.5", "99999999999"})
    void rejectsACountThatIsNoPositiveInteger(String value) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> settings(Map.of()).count("batchSize", value))
                .withMessage("<batchSize> must be a positive integer, but is \"" + value + "\".");
    }

    @Test
    void rejectsAPropertyThatIsNoSetting() {
        properties.setProperty("verdict.testset", "TS1");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> settings(Map.of()).check(KNOWN, CREDENTIALS))
                .withMessageContaining("no setting -Dverdict.testset")
                .withMessageContaining("-Dverdict.rally.testSet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdict.apiKey", "verdict.rally.apiKey", "verdict.jama.clientSecret"})
    void rejectsCredentialsOnTheCommandLineWithoutRepeatingThem(String property) {
        properties.setProperty(property, "_canary");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> settings(Map.of()).check(KNOWN, CREDENTIALS))
                .withMessageContaining("environment variable VERDICT_")
                .withMessageNotContaining("_canary");
    }

    @Test
    void acceptsKnownPropertiesAndCustomFields() {
        properties.setProperty("verdict.build", "1");
        properties.setProperty("verdict.rally.fields.c_Environment", "staging");
        properties.setProperty("unrelated", "1");
        settings(Map.of()).check(KNOWN, CREDENTIALS);
    }

    @ParameterizedTest
    @CsvSource({
        "report, reports",
        "reportsDirectories, reports",
        "reprots, reports",
        "REPORTZONE, reportZone",
        "rally.testset, rally.testSet",
        "zone, reportZone",
        "workspaces,",
    })
    void proposesTheMostSimilarSetting(String misspelled, String proposed) {
        Set<String> known = Set.of("reportZone", "reports", "rally.testSet", "olderReports", "url");
        assertThat(VerdictSettings.closest(misspelled, known)).isEqualTo(Optional.ofNullable(proposed));
    }
}
