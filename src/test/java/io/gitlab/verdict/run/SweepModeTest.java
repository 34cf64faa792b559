package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.settings.ConfiguredSettings;
import io.gitlab.verdict.settings.VerdictSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SweepModeTest {
    private static final boolean SCHEDULE = true;
    private static final boolean USER = false;

    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> pom = new HashMap<>();

    private boolean apply(boolean unattended) {
        ConfiguredSettings configured = new ConfiguredSettings(pom, Map.of(), Map.of());
        return new SweepMode(new VerdictSettings(properties, environment, configured), unattended).apply();
    }

    @Test
    void aDryRunChangesNothingWhateverElseIsSet() {
        properties.setProperty("verdict.dryRun", "true");
        properties.setProperty("verdict.sweep.apply", "true");

        assertThat(apply(SCHEDULE)).isFalse();
    }

    @Test
    void aDryRunOfTheEnvironmentOrThePomChangesNothing() {
        environment.put("VERDICT_DRY_RUN", "true");
        assertThat(apply(SCHEDULE)).isFalse();

        environment.clear();
        pom.putAll(Map.of("dryRun", "true", "sweep.apply", "true"));
        assertThat(apply(SCHEDULE)).isFalse();
    }

    @Test
    void dryRunFalseOnTheCommandLineAppliesAtATerminalUnlessApplyIsSet() {
        properties.setProperty("verdict.dryRun", "false");
        pom.put("dryRun", "true");
        assertThat(apply(USER)).isTrue();

        pom.put("sweep.apply", "false");
        assertThat(apply(USER)).isFalse();
    }

    @Test
    void dryRunFalseInAPomIsIgnored() {
        pom.put("dryRun", "false");

        for (boolean unattended : List.of(SCHEDULE, USER)) {
            assertThat(apply(unattended)).isEqualTo(unattended);
        }
    }

    @Test
    void withoutADryRunApplyDecides() {
        pom.put("sweep.apply", "true");
        assertThat(apply(USER)).isTrue();

        pom.put("sweep.apply", "false");
        assertThat(apply(SCHEDULE)).isFalse();
    }

    @Test
    void withoutAnySettingOnlyAScheduleApplies() {
        assertThat(apply(USER)).isFalse();
        assertThat(apply(SCHEDULE)).isTrue();
    }
}
