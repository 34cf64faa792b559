package io.gitlab.verdict.tracker.rally.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ArchivePolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static String reason(String setting, String state, String end) {
        String testSet = "{\"ScheduleState\":\"" + state
                + "\",\"Iteration\":{\"_refObjectName\":\"Sprint 12\",\"EndDate\":\"" + end + "\"}}";
        return ArchivePolicy.of(Map.of("archivedTestSets", setting))
                .reason(JsonMapper.builder().build().readTree(testSet), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "'iterationEnd,Accepted', Accepted, 2026-12-01T00:00:00Z, it is Accepted",
        "'iterationEnd, Accepted', Defined, 2026-11-20T23:59:59Z, its iteration \"Sprint 12\" has ended",
        "iterationEnd, Accepted, 2026-12-01T00:00:00Z, ''",
        "Accepted, Defined, 2026-11-20T23:59:59Z, ''",
        "iterationEnd, Defined, '', ''",
        "none, Accepted, 2026-11-20T23:59:59Z, ''"
    })
    void followsTheSetting(String setting, String state, String end, String reason) {
        assertThat(reason(setting, state, end)).isEqualTo(reason);
    }

    @Test
    void refusesAnUnknownState() {
        assertThatThrownBy(() -> reason("Done", "Accepted", ""))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("\"Done\"")
                .hasMessageContaining("iterationEnd");
    }
}
