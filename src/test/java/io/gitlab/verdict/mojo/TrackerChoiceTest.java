package io.gitlab.verdict.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.junit.jupiter.api.Test;

class TrackerChoiceTest {
    private final Properties properties = new Properties();

    private TrackerChoice choose(Optional<String> set, PlexusConfiguration rally, Map<String, String> environment) {
        return TrackerChoice.of(
                set,
                name -> Optional.ofNullable(name.equals("rally") ? rally : null),
                TrackerFactory.all(),
                new VerdictSettings(properties, environment));
    }

    private static PlexusConfiguration block(String... namesAndValues) {
        DefaultPlexusConfiguration block = new DefaultPlexusConfiguration("rally");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            block.addChild(namesAndValues[i], namesAndValues[i + 1]);
        }
        return block;
    }

    @Test
    void isTheSandboxWhenNothingIsConfigured() {
        TrackerChoice choice = choose(Optional.empty(), null, Map.of());
        assertThat(choice.sandbox()).isTrue();
        assertThat(choice.chosen()).isFalse();
    }

    @Test
    void isTheTrackerWhoseBlockIsConfiguredInThePom() {
        TrackerChoice choice = choose(Optional.empty(), block("workspace", "Acme"), Map.of());
        assertThat(choice.name()).isEqualTo("rally");
        assertThat(choice.settings()).containsExactly(Map.entry("workspace", "Acme"));
    }

    @Test
    void isTheTrackerWhoseBlockIsConfiguredOutsideThePom() {
        properties.setProperty("verdict.rally.project", "Shop");
        TrackerChoice choice = choose(Optional.empty(), null, Map.of("VERDICT_RALLY_WORKSPACE", "Acme"));
        assertThat(choice.name()).isEqualTo("rally");
        assertThat(choice.settings()).containsOnly(Map.entry("workspace", "Acme"), Map.entry("project", "Shop"));
    }

    @Test
    void isTheSandboxWhenItIsSetThoughRallyIsConfigured() {
        assertThat(choose(Optional.of("sandbox"), block("workspace", "Acme"), Map.of())
                        .sandbox())
                .isTrue();
    }

    @Test
    void readsNestedFieldsAndOverridesThem() {
        DefaultPlexusConfiguration rally = new DefaultPlexusConfiguration("rally");
        DefaultPlexusConfiguration fields = new DefaultPlexusConfiguration("fields");
        fields.addChild("c_Environment", "staging");
        fields.addChild("c_Team", "blue");
        rally.addChild(fields);
        properties.setProperty("verdict.rally.fields.c_Team", "red");
        properties.setProperty("verdict.rally.fields.c_New", "new");
        assertThat(choose(Optional.empty(), rally, Map.of()).settings())
                .containsOnly(
                        Map.entry("fields.c_Environment", "staging"),
                        Map.entry("fields.c_Team", "red"),
                        Map.entry("fields.c_New", "new"));
    }

    @Test
    void namesTheTrackersThatThereAre() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> choose(Optional.of("jira"), null, Map.of()))
                .withMessage("<tracker> is \"jira\"; it can be qmetry, rally, sandbox.");
    }

    @Test
    void refusesASettingThatTheTrackerDoesNotHave() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> choose(Optional.empty(), block("testset", "TS1"), Map.of()))
                .withMessageContaining("<rally> has no setting <testset>")
                .withMessageContaining("testSet");
    }

    @Test
    void refusesTheKeyInThePomWithoutRepeatingIt() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> choose(Optional.empty(), block("apiKey", "_canary"), Map.of()))
                .withMessageContaining("VERDICT_API_KEY")
                .withMessageNotContaining("_canary");
    }
}
