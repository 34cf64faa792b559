package io.gitlab.verdict.tracker.qmetry.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class SuiteRunChoiceTest {
    private final List<Row> executions = new ArrayList<>();

    private ObjectNode execution(String platform, String cycle) {
        return execution(platform, cycle, "Release 1");
    }

    private ObjectNode execution(String platform, String cycle, String release) {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("tsRunID", executions.size() + 1)
                .put("Platform", platform)
                .put("cycleName", cycle)
                .put("releaseName", release);
        executions.add(new Row(row));
        return row;
    }

    private SuiteRunChoice choice(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("project", "ACME", "testSuite", "ACME-TS-1"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new SuiteRunChoice(QMetrySettings.of(all).selection(), "ACME-TS-1", executions);
    }

    private List<Long> chosen(String... settings) throws RefusedException {
        return choice(settings).chosen().stream().map(SuiteRun::id).toList();
    }

    private void assertAdvised(String advice, String... settings) {
        assertThatThrownBy(() -> chosen(settings))
                .isInstanceOf(RefusedException.class)
                .hasMessageEndingWith(advice);
    }

    @Test
    void advisesTheSettingsThatTellTheCandidatesApart() {
        execution("Chrome", "Sprint 1");
        execution("Chrome", "Sprint 2");
        assertAdvised(" Set <cycle> in <qmetry> to select one, or set <cycle>all</cycle> to select all of them.");
        execution("Firefox", "Sprint 1");
        assertAdvised(
                " Set <platform> in <qmetry> to select one, or set <platform>all</platform> to select all of them.",
                "cycle",
                "Sprint 1");
        assertAdvised(
                " Set <platform> in <qmetry> to select one, or set <platform>all</platform> to select all of them.",
                "cycle",
                "all");
        assertAdvised(" Set <platform> and <cycle> in <qmetry> to select one,"
                + " or set <platform>all</platform> and <cycle>all</cycle> to select all of them.");
    }

    @Test
    void advisesTheReleaseWhereTheCyclesOfSeveralAreCalledTheSame() {
        execution("Chrome", "Sprint 1", "Release 1");
        execution("Chrome", "Sprint 1", "Release 2");
        assertAdvised(
                " Set <release> in <qmetry> to select one, or set <cycle>all</cycle> to select all of them.",
                "cycle",
                "Sprint 1");
    }

    @Test
    void asksToArchiveWhatNoSettingTellsApart() {
        execution("Chrome", "Sprint 1");
        execution("Chrome", "Sprint 1");
        assertAdvised(" Archive all but one, or set <cycle>all</cycle> to select all of them.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "ALL", "All"})
    void takesAllInWhateverCase(String all) throws RefusedException {
        execution("Chrome", "Sprint 1");
        execution("Firefox", "Sprint 2");
        assertThat(chosen("platform", all)).containsExactly(1L, 2L);
        assertThat(chosen("platform", all, "cycle", all)).containsExactly(1L, 2L);
        assertThat(choice("platform", all).everyPlatform()).isTrue();
        assertThat(choice("cycle", all).everyCycle()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"all, all, 1", "ALL, ALL, 1", "ALL, all, '1, 2'", "all, ALL, '1, 2'"})
    void takesAPlatformThatIsCalledAllForOne(String name, String set, String expected) throws RefusedException {
        execution(name, "Sprint 1");
        execution("Chrome", "Sprint 1");
        assertThat(chosen("platform", set).toString()).isEqualTo("[" + expected + "]");
    }

    @ParameterizedTest
    @CsvSource({"all, all, 1", "ALL, ALL, 1", "ALL, all, '1, 2'"})
    void takesACycleThatIsCalledAllForOne(String name, String set, String expected) throws RefusedException {
        execution("Chrome", name);
        execution("Chrome", "Sprint 1");
        assertThat(chosen("cycle", set).toString()).isEqualTo("[" + expected + "]");
    }

    @Test
    void doesNotTakeEveryCycleWhereTheOneOfThatNameWasArchived() {
        execution("Chrome", "ALL").put("isCycleArchived", true);
        execution("Chrome", "Sprint 1");
        assertThatThrownBy(() -> chosen("cycle", "ALL"))
                .hasMessageContaining("no run in cycle \"ALL\" that is not archived");
    }

    @Test
    void takesTheNameThatIsWrittenTheSameBeforeOthers() throws RefusedException {
        execution("CHROME", "Sprint 1");
        execution("Chrome", "SPRINT 1");
        execution("Chrome", "Sprint 1");
        assertThat(chosen("platform", "Chrome", "cycle", "Sprint 1")).containsExactly(3L);
        assertThat(chosen("platform", "chrome", "cycle", "SPRINT 1")).containsExactly(2L);
    }
}
