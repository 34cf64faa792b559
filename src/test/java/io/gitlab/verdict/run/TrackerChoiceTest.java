package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitlab.verdict.settings.ConfiguredSettings;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TrackerChoiceTest {
    private final Properties properties = new Properties();

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> configured = new HashMap<>();
    private final Map<String, Map<String, String>> blocks = new HashMap<>();

    private TrackerChoice choose() {
        return TrackerChoice.of(
                new VerdictSettings(properties, environment, new ConfiguredSettings(configured, Map.of(), blocks)));
    }

    @Test
    void isTheSandboxWhenNothingIsConfigured() {
        TrackerChoice choice = choose();
        assertThat(choice.sandbox()).isTrue();
        assertThat(choice.chosen()).isFalse();
    }

    @Test
    void isTheTrackerWhoseBlockIsConfiguredInThePom() {
        blocks.put("rally", Map.of("workspace", "Acme"));
        TrackerChoice choice = choose();
        assertThat(choice.name()).isEqualTo("rally");
        assertThat(choice.settings()).containsExactly(Map.entry("workspace", "Acme"));
    }

    @Test
    void isTheTrackerWhoseBlockIsConfiguredOutsideThePom() {
        properties.setProperty("verdict.rally.project", "Shop");
        environment.put("VERDICT_RALLY_WORKSPACE", "Acme");
        TrackerChoice choice = choose();
        assertThat(choice.name()).isEqualTo("rally");
        assertThat(choice.settings()).containsOnly(Map.entry("workspace", "Acme"), Map.entry("project", "Shop"));
    }

    @Test
    void isTheSandboxWhenItIsSetThoughRallyIsConfigured() {
        blocks.put("rally", Map.of("workspace", "Acme"));
        configured.put("tracker", "sandbox");
        assertThat(choose().sandbox()).isTrue();
    }

    @Test
    void readsNestedFieldsAndOverridesThem() {
        blocks.put("rally", Map.of("fields.c_Environment", "staging", "fields.c_Team", "blue"));
        properties.setProperty("verdict.rally.fields.c_Team", "red");
        properties.setProperty("verdict.rally.fields.c_New", "new");
        assertThat(choose().settings())
                .containsOnly(
                        Map.entry("fields.c_Environment", "staging"),
                        Map.entry("fields.c_Team", "red"),
                        Map.entry("fields.c_New", "new"));
    }

    @Test
    void namesTheTrackersThatExist() {
        configured.put("tracker", "jira");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(this::choose)
                .withMessage("<tracker> must be notebook, qmetry, rally or sandbox, but is \"jira\".");
    }

    @Test
    void rejectsASettingThatTheTrackerDoesNotHave() {
        blocks.put("rally", Map.of("testset", "TS1"));
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(this::choose)
                .withMessageContaining("There is no setting <testset> in <rally>")
                .withMessageContaining("testSet");
    }

    @Test
    void rejectsTheKeyInThePomWithoutRepeatingIt() {
        blocks.put("rally", Map.of("apiKey", "_canary"));
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(this::choose)
                .withMessageContaining("VERDICT_API_KEY")
                .withMessageNotContaining("_canary");
    }
}
