package io.gitlab.verdict.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.settings.VerdictSettings;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SweepSwitchTest {
    private static final InteractiveSession SCHEDULE = new InteractiveSession(false, null);
    private static final InteractiveSession PERSON = new InteractiveSession(true, null);

    private final Properties properties = new Properties();

    private SweepSwitch at(InteractiveSession attendance, Map<String, String> environment) {
        return new SweepSwitch(new VerdictSettings(properties, environment), attendance);
    }

    @Test
    void aDryRunChangesNothingWhateverElseIsSet() {
        properties.setProperty("verdict.dryRun", "true");
        properties.setProperty("verdict.sweep.apply", "true");

        assertThat(at(SCHEDULE, Map.of()).on("false", "true")).isFalse();
    }

    @Test
    void aDryRunOfTheEnvironmentOrThePomChangesNothing() {
        assertThat(at(SCHEDULE, Map.of("VERDICT_DRY_RUN", "true")).on(null, null))
                .isFalse();
        assertThat(at(SCHEDULE, Map.of()).on("true", "true")).isFalse();
    }

    @Test
    void noDryRunSaidForThisRunActsAtATerminalToo() {
        properties.setProperty("verdict.dryRun", "false");

        assertThat(at(PERSON, Map.of()).on("true", null)).isTrue();
        assertThat(at(PERSON, Map.of()).on(null, "false")).isFalse();
    }

    @Test
    void noDryRunInAPomIsNoWordOfWhoSitsThere() {
        assertThat(at(PERSON, Map.of()).on("false", null)).isFalse();
        assertThat(at(SCHEDULE, Map.of()).on("false", null)).isTrue();
    }

    @Test
    void withoutADryRunItsOwnSettingDecidesAndThenWhoSitsThere() {
        assertThat(at(PERSON, Map.of()).on(null, "true")).isTrue();
        assertThat(at(SCHEDULE, Map.of()).on(null, "false")).isFalse();
        assertThat(at(PERSON, Map.of()).on(null, null)).isFalse();
        assertThat(at(SCHEDULE, Map.of()).on(null, null)).isTrue();
    }
}
